package io.segue.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One accepted call, as it is kept. At least one of userId and anonymousId is present.
 *
 * @param messageId   unique in the journal for good, 1 to 100 characters
 * @param userId      whom the caller knows by name; null for one it does not
 * @param anonymousId a device or visit; null when not sent
 * @param previousId  of an alias, the id that is left behind; null on other calls
 * @param groupId     of a group call, the account; null on other calls
 * @param name        of a track call its event, of a page or screen its name, as sent; null when it has none
 * @param timestamp   when it happened, corrected for the sender's clock, to the millisecond, never after receivedAt
 * @param receivedAt  when it arrived, to the millisecond
 * @param properties  of track, page and screen, as sent: JSON values, null among them; empty on other calls
 * @param traits      of identify and group, as sent: JSON values, where null removes a trait; empty on other calls
 */
public record Event(
        String messageId,
        EventType type,
        @Nullable String userId,
        @Nullable String anonymousId,
        @Nullable String previousId,
        @Nullable String groupId,
        @Nullable String name,
        Instant timestamp,
        Instant receivedAt,
        Map<String, @Nullable Object> properties,
        Map<String, @Nullable Object> traits) {
    public Event {
        if (userId == null && anonymousId == null)
            throw new IllegalArgumentException("event %s carries neither userId nor anonymousId".formatted(messageId));
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        traits = Collections.unmodifiableMap(new LinkedHashMap<>(traits));
    }
}
