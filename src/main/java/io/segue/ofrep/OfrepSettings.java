package io.segue.ofrep;

import io.segue.decisions.Overrides;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How flags are evaluated.
 *
 * @param overrides  traits that the context of a request may give in place of the user's own
 * @param streams    how many event streams may be open on this member; 0 for none at all
 * @param heartbeat  how often an open stream says that it lives, by which streams of clients that are gone are noticed
 * @param streamLife how long the address of a stream is good, at most; at least half as long
 */
@ConfigurationProperties("segue.ofrep")
record OfrepSettings(
        @DefaultValue List<String> overrides,
        @DefaultValue("1000") int streams,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("2h") Duration streamLife) {
    OfrepSettings {
        overrides = List.copyOf(overrides);
        var unknown = new TreeSet<>(overrides);
        unknown.removeAll(Overrides.names());
        if (!unknown.isEmpty())
            throw new IllegalArgumentException("segue.ofrep.overrides names %s; the traits there are %s"
                    .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(Overrides.names()))));
        if (streams < 0 || heartbeat.toMillis() <= 0 || streamLife.toMillis() < 2)
            throw new IllegalArgumentException(
                    "segue.ofrep out of range: streams %d (0 or more), heartbeat %s and stream-life %s (above 0)"
                            .formatted(streams, heartbeat, streamLife));
    }
}
