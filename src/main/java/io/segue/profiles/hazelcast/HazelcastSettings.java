package io.segue.profiles.hazelcast;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this member finds others.
 *
 * @param clusterName members of another name stay apart
 * @param address     the local address to listen on; loopback keeps strangers out
 * @param port        the first port to try; a taken one is passed over
 * @param members     addresses of other members, with or without port; empty to stay alone
 * @param metrics     whether Hazelcast collects figures of its own
 */
@ConfigurationProperties("segue.hazelcast")
public record HazelcastSettings(
        @DefaultValue("segue") String clusterName,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("5701") int port,
        @DefaultValue List<String> members,
        @DefaultValue("false") boolean metrics) {
    public HazelcastSettings {
        members = List.copyOf(members);
    }

    /** A member by itself, on loopback. */
    public static HazelcastSettings alone(String clusterName, int port) {
        return new HazelcastSettings(clusterName, "127.0.0.1", port, List.of(), false);
    }
}
