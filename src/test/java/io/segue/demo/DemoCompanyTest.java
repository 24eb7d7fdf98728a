package io.segue.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class DemoCompanyTest {
    private static final String WEDNESDAY_AFTERNOON = "2026-06-24T15:12:09.731Z";

    private static final DemoCompany COMPANY = at(WEDNESDAY_AFTERNOON, 7);

    private static final Set<String> TRACKED = Set.of(
            "Signed Up",
            "Feature Used",
            "Content Created",
            "Content Shared",
            "Member Invited",
            "Member Added",
            "Pricing Page Viewed",
            "Docs Viewed",
            "Features Compared",
            "Locked Feature Clicked",
            "Sales Contacted",
            "Quote Requested",
            "SSO Configured",
            "Security Reviewed",
            "Seats Managed",
            "Support Ticket Opened",
            "Payment Failed",
            "Payment Succeeded",
            "Subscription Downgraded",
            "NPS Submitted",
            "Community Posted",
            "Milestone Reached",
            "Action Shown",
            "Action Clicked",
            "Action Dismissed",
            "Action Converted");
    private static final Set<String> SEEN = Set.of("Home", "Inbox", "Customers", "Pricing", "Docs", "Cancel");

    @Test
    void the_same_instant_and_seed_give_the_same_bytes() throws NoSuchAlgorithmException {
        assertThat(digest(COMPANY)).isEqualTo(digest(at(WEDNESDAY_AFTERNOON, 7)));
    }

    @Test
    void another_seed_gives_another_company() throws NoSuchAlgorithmException {
        assertThat(digest(COMPANY)).isNotEqualTo(digest(at(WEDNESDAY_AFTERNOON, 8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {WEDNESDAY_AFTERNOON, "2026-06-28T00:00:00Z", "2026-03-01T00:03:00Z", "2027-01-04T23:59:59.999Z"})
    void nothing_lies_in_the_future_or_out_of_order(String now) {
        var times = at(now, 7)
                .messages()
                .map(m -> Instant.parse(String.valueOf(m.get("timestamp"))))
                .toList();

        assertThat(times).isSorted();
        assertThat(times.get(times.size() - 1)).isBeforeOrEqualTo(Instant.parse(now));
        assertThat(times.get(0)).isAfter(Instant.parse(now).minusSeconds(121 * 86_400));
    }

    @Test
    void it_has_the_size_of_a_company_with_three_thousand_users() {
        assertThat(COMPANY.size()).isBetween(130_000, 260_000);
        assertThat(values(COMPANY, "userId")).hasSizeBetween(2_700, 3_300);
        assertThat(values(COMPANY, "groupId")).hasSize(150);
        assertThat(values(COMPANY, "messageId")).hasSize(COMPANY.size());
    }

    @Test
    void every_call_is_complete_and_its_name_is_in_the_default_tracking_plan_or_plain_activity() {
        var tracked = new HashSet<String>();
        var seen = new HashSet<String>();

        COMPANY.messages().forEach(message -> {
            if (message.get("userId") == null && message.get("anonymousId") == null)
                throw new AssertionError("nobody's: " + message);
            switch (String.valueOf(message.get("type"))) {
                case "track" -> tracked.add(String.valueOf(message.get("event")));
                case "page", "screen" -> seen.add(String.valueOf(message.get("name")));
                case "group" -> assertThat(message.get("groupId")).isNotNull();
                case "alias" -> assertThat(message.get("previousId")).isNotNull();
                case "identify" -> assertThat(message.get("traits")).isNotNull();
                default -> throw new AssertionError("no such call: " + message);
            }
        });

        assertThat(tracked).isEqualTo(TRACKED);
        assertThat(seen).isEqualTo(SEEN);
    }

    @Test
    void the_sights_are_users_of_the_company_and_the_same_at_any_time() {
        var sights = COMPANY.sights();

        assertThat(sights).hasSize(3).isEqualTo(at("2027-02-13T04:00:00Z", 7).sights());
        assertThat(values(COMPANY, "userId"))
                .containsAll(sights.stream().map(DemoCompany.Sight::userId).toList());
    }

    private static DemoCompany at(String now, long seed) {
        return DemoCompany.at(Instant.parse(now), seed);
    }

    private static String digest(DemoCompany company) throws NoSuchAlgorithmException {
        var json = JsonMapper.shared();
        var sha256 = MessageDigest.getInstance("SHA-256");
        company.messages().forEach(message -> sha256.update(json.writeValueAsBytes(message)));
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static Set<@Nullable Object> values(DemoCompany company, String key) {
        return company.messages()
                .map((Map<String, @Nullable Object> m) -> m.get(key))
                .filter(v -> v != null)
                .collect(Collectors.toSet());
    }
}
