package io.segue.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.segue.decisions.Decision;
import io.segue.journal.Event;
import io.segue.journal.EventType;
import io.segue.population.Concluded;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of one person. Attributes that nobody may be decided by are shown too, where they were sent.
 *
 * @param exportedAt   when it was put together
 * @param userId       the user that the id asked for stands for
 * @param ids          every id that was merged into the user, this one among them, in alphabetical order
 * @param anonymousIds of the visits that are the user's, in alphabetical order
 * @param events       in order of time
 * @param traits       the latest value of each trait, by name; removed ones are absent
 * @param account      the account joined last; null for a user who never joined one
 * @param decision     what is decided of the user now, and why
 * @param refreshes    what finished refreshes concluded of the user, the earliest first
 */
public record Export(
        Instant exportedAt,
        String userId,
        List<String> ids,
        List<String> anonymousIds,
        List<Call> events,
        Map<String, Object> traits,
        @Nullable Membership account,
        Decision decision,
        List<Concluded> refreshes) {
    /**
     * An account, as everybody's calls describe it.
     *
     * @param accountId the account, as group calls name it
     * @param traits    the latest value of each of its traits, by name
     */
    public record Membership(String accountId, Map<String, Object> traits) {}

    /**
     * One event as it was sent, in the form of the tracking API. Fields that the call has not are left out.
     *
     * @param type        identify, track, page, screen, group or alias
     * @param messageId   unique for good
     * @param timestamp   when it happened, corrected for the sender's clock
     * @param receivedAt  when it arrived
     * @param userId      whom the sender knew by name
     * @param anonymousId the visit
     * @param previousId  of an alias, the id that was left behind
     * @param groupId     of a group call, the account
     * @param event       of a track call, what happened
     * @param name        of a page or screen, its name
     * @param properties  of track, page and screen
     * @param traits      of identify and group; null removes one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Call(
            String type,
            String messageId,
            Instant timestamp,
            Instant receivedAt,
            @Nullable String userId,
            @Nullable String anonymousId,
            @Nullable String previousId,
            @Nullable String groupId,
            @Nullable String event,
            @Nullable String name,
            @Nullable Map<String, @Nullable Object> properties,
            @Nullable Map<String, @Nullable Object> traits) {
        static Call of(Event event) {
            boolean tells = event.type() == EventType.IDENTIFY || event.type() == EventType.GROUP;
            boolean did = !tells && event.type() != EventType.ALIAS;
            return new Call(
                    event.type().name().toLowerCase(Locale.ROOT),
                    event.messageId(),
                    event.timestamp(),
                    event.receivedAt(),
                    event.userId(),
                    event.anonymousId(),
                    event.previousId(),
                    event.groupId(),
                    event.type() == EventType.TRACK ? event.name() : null,
                    event.type() == EventType.TRACK ? null : event.name(),
                    did ? event.properties() : null,
                    tells ? event.traits() : null);
        }
    }
}
