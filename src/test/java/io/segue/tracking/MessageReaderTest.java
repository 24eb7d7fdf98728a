package io.segue.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.segue.journal.Event;
import io.segue.journal.EventType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class MessageReaderTest {
    private static final Instant RECEIVED = Instant.parse("2026-06-30T12:00:00Z");

    @Test
    void a_track_call_becomes_an_event() {
        var event = accepted("""
                {"type": "track", "messageId": "m1", "userId": "u1", "anonymousId": "a1", "event": "Feature Used",
                 "properties": {"feature": "tasks", "none": null}, "timestamp": "2026-06-30T11:00:00Z",
                 "context": {"ip": "::1", "traits": {"plan": "pro"}}, "integrations": {"All": true}}""");

        var properties = new HashMap<String, Object>();
        properties.put("feature", "tasks");
        properties.put("none", null);
        assertThat(event)
                .isEqualTo(new Event(
                        "m1",
                        EventType.TRACK,
                        "u1",
                        "a1",
                        null,
                        null,
                        "Feature Used",
                        Instant.parse("2026-06-30T11:00:00Z"),
                        RECEIVED,
                        properties,
                        Map.of()));
    }

    @Test
    void traits_of_an_identify_win_over_those_of_its_context_and_null_is_kept() {
        var event = accepted("""
                {"type": "identify", "userId": "u1", "traits": {"plan": "pro", "role": null},
                 "context": {"traits": {"plan": "free", "role": "designer", "email": "a@b.c"}}}""");

        assertThat(event.traits())
                .hasSize(3)
                .containsEntry("plan", "pro")
                .containsEntry("role", null)
                .containsEntry("email", "a@b.c");
    }

    @Test
    void the_calls_context_holds_for_messages_without_their_own() {
        var reader = new MessageReader(
                RECEIVED,
                Instant.parse("2026-06-30T15:00:00Z"),
                Map.of("traits", Map.of("plan", "pro"), "ip", "::1"),
                32_768,
                () -> "drawn");

        assertThat(accepted(reader, "{'type':'identify','userId':'u','context':{'ip':'::2'}}")
                        .traits())
                .containsEntry("plan", "pro");
        assertThat(accepted(reader, "{'type':'identify','userId':'u','context':{'traits':{'role':'x'}}}")
                        .traits())
                .isEqualTo(Map.of("role", "x"));
        assertThat(accepted(reader, "{'type':'group','userId':'u','groupId':'g'}")
                        .traits())
                .isEmpty();
        assertThat(accepted(reader, "{'type':'page','userId':'u','timestamp':'2026-06-30T14:00:00Z'}")
                        .timestamp())
                .isEqualTo("2026-06-30T11:00:00Z");
        assertThat(accepted(
                                reader,
                                "{'type':'page','userId':'u','timestamp':'2026-06-30T14:00:00Z','sentAt':'2026-06-30T14:30:00Z'}")
                        .timestamp())
                .isEqualTo("2026-06-30T11:30:00Z");
        assertThat(accepted(reader, "{'type':'page','userId':'u'}").messageId()).isEqualTo("drawn");
    }

    @Test
    void integers_are_ids_by_their_digits() {
        var event = accepted("{'type':'group','userId':42,'groupId':12345678901234567890,'messageId':7}");

        assertThat(List.of(event.userId(), event.groupId(), event.messageId()))
                .containsExactly("42", "12345678901234567890", "7");
    }

    @Test
    void a_page_without_a_name_is_a_page() {
        assertThat(accepted("{'type':'page','userId':'u'}").name()).isNull();
        assertThat(accepted("{'type':'screen','userId':'u','name':' '}").name()).isNull();
        assertThat(accepted("{'type':'PAGE','userId':'u','name':' Pricing '}").name())
                .isEqualTo(" Pricing ");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7 | ",
                "null | ",
                "['track'] | ",
                "{'userId':'u'} | /type",
                "{'type':'delete','userId':'u'} | /type",
                "{'type':3,'userId':'u'} | /type",
                "{'type':'page'} | /userId",
                "{'type':'page','userId':null,'anonymousId':null} | /userId",
                "{'type':'page','userId':''} | /userId",
                "{'type':'page','userId':'  ','anonymousId':'a'} | /userId",
                "{'type':'page','userId':1.5} | /userId",
                "{'type':'page','userId':true} | /userId",
                "{'type':'page','userId':{}} | /userId",
                "{'type':'page','anonymousId':[]} | /anonymousId",
                "{'type':'page','userId':'u','name':5} | /name",
                "{'type':'track','userId':'u'} | /event",
                "{'type':'track','userId':'u','event':''} | /event",
                "{'type':'track','userId':'u','event':{}} | /event",
                "{'type':'track','userId':'u','event':'e','properties':[]} | /properties",
                "{'type':'identify','userId':'u','traits':'x'} | /traits",
                "{'type':'identify','userId':'u','context':'x'} | /context",
                "{'type':'identify','userId':'u','context':{'traits':'x'}} | /context/traits",
                "{'type':'group','userId':'u'} | /groupId",
                "{'type':'alias','userId':'u'} | /previousId",
                "{'type':'alias','previousId':'u','anonymousId':'a'} | /userId",
                "{'type':'page','userId':'u','timestamp':'soon'} | /timestamp",
                "{'type':'page','userId':'u','timestamp':1782820800} | /timestamp",
                "{'type':'page','userId':'u','originalTimestamp':'2026-02-30'} | /originalTimestamp",
                "{'type':'page','userId':'u','sentAt':false} | /sentAt",
                "{'type':'page','userId':'u','messageId':''} | /messageId",
                "{'type':'page','userId':'u\\u0000'} | /userId",
                "{'type':'track','userId':'u','event':'e','properties':{'a':[{'b/~':'x\\u0000'}]}} | /properties/a/0/b~1~0",
                "{'type':'track','userId':'u','event':'e','properties':{'a':{'\\ud800':1}}} | /properties/a/\uFFFD",
                "{'type':'track','userId':'u','event':'e','properties':{'a':'\\udc00'}} | /properties/a",
                "{'type':'track','userId':'u','event':'e','properties':{'a':1e999}} | /properties/a",
            })
    void what_is_wrong_is_named_by_its_pointer(String json, String pointer) {
        assertThat(problems(json)).extracting(Problem::pointer).containsExactly(pointer == null ? "" : pointer);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(problems("{'type':'track','timestamp':5,'messageId':true,'properties':1,'sentAt':'x'}"))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder("/userId", "/event", "/timestamp", "/messageId", "/properties", "/sentAt");
    }

    @Test
    void ids_have_256_characters_at_most_and_message_ids_100() {
        var longest = "🎈".repeat(256);
        assertThat(accepted("{'type':'page','userId':'%s'}".formatted(longest)).userId())
                .isEqualTo(longest);
        assertThat(problems("{'type':'page','userId':'%s'}".formatted("x".repeat(257))))
                .hasSize(1);
        assertThat(accepted("{'type':'page','userId':'u','messageId':'%s'}".formatted("x".repeat(100))))
                .isNotNull();
        assertThat(problems("{'type':'page','userId':'u','messageId':'%s'}".formatted("x".repeat(101))))
                .hasSize(1);
    }

    @Test
    void a_message_has_its_limit_in_bytes_as_json() {
        var frame = "{\"type\":\"page\",\"userId\":\"%s\",\"properties\":{\"é\":[\"🎈\\n\",1.5,null,true,{}]}}";
        int bytes = frame.formatted("u").getBytes(StandardCharsets.UTF_8).length;

        var enough = new MessageReader(RECEIVED, null, Map.of(), bytes, () -> "drawn");
        assertThat(accepted(enough, frame.formatted("u"))).isNotNull();
        assertThat(enough.read(json(frame.formatted("uu")))).isInstanceOf(MessageReader.Outcome.Refused.class);
    }

    private static Event accepted(String json) {
        return accepted(new MessageReader(RECEIVED, null, Map.of(), 32_768, () -> "drawn"), json);
    }

    private static Event accepted(MessageReader reader, String json) {
        var outcome = reader.read(json(json));
        assertThat(outcome).isInstanceOf(MessageReader.Outcome.Accepted.class);
        return ((MessageReader.Outcome.Accepted) outcome).event();
    }

    private static List<Problem> problems(String json) {
        var outcome = new MessageReader(RECEIVED, null, Map.of(), 32_768, () -> "drawn").read(json(json));
        assertThat(outcome).isInstanceOf(MessageReader.Outcome.Refused.class);
        return ((MessageReader.Outcome.Refused) outcome).problems();
    }

    private static Object json(String json) {
        return JsonMapper.shared().readValue(json.replace('\'', '"'), Object.class);
    }
}
