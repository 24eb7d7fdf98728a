package io.segue.server;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long a connection may take over a request, and how many headers it may bring. Sizes and numbers of connections are among {@code
 * server.tomcat}.
 *
 * @param headTime   from the first byte of a request to the end of its headers, however often a byte comes
 * @param bodyTime   from the first byte of a request to the end of its body
 * @param answerTime for taking an answer, once it has begun; streams are not held to it
 * @param headers    the most headers of a request
 * @param bodies     memory for the bodies of all requests that are worked on, beyond which senders are told to come again; 0 for a
 *                   sixteenth of what the process may have
 */
@ConfigurationProperties("segue.server")
record ServerSettings(
        @DefaultValue("10s") Duration headTime,
        @DefaultValue("30s") Duration bodyTime,
        @DefaultValue("60s") Duration answerTime,
        @DefaultValue("64") int headers,
        @DefaultValue("0") DataSize bodies) {
    ServerSettings {
        if (bodies.isNegative())
            throw new IllegalArgumentException("segue.server.bodies is %s, expected 0 or more".formatted(bodies));
        if (!isPositive(headTime) || !isPositive(bodyTime) || !isPositive(answerTime) || headers < 1)
            throw new IllegalArgumentException(
                    "segue.server: head-time %s, body-time %s and answer-time %s (above 0), headers %d (1 or more)"
                            .formatted(headTime, bodyTime, answerTime, headers));
    }

    private static boolean isPositive(Duration time) {
        return !time.isZero() && !time.isNegative();
    }
}
