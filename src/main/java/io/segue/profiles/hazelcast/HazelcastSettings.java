package io.segue.profiles.hazelcast;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this member finds others.
 *
 * @param clusterName members of another name stay apart
 * @param address     the local address to listen on; loopback keeps strangers out
 * @param port        the first port to try; a taken one is passed over
 * @param members     addresses of other members, with or without port; empty to stay alone
 * @param dns         a name whose addresses are those of the members, such as a headless service of Kubernetes,
 *                    {@code segue-members.default.svc.cluster.local}; they all listen on {@code port}. In place of {@code members}
 * @param metrics     whether Hazelcast collects figures of its own
 */
@ConfigurationProperties("segue.hazelcast")
public record HazelcastSettings(
        @DefaultValue("segue") String clusterName,
        @DefaultValue("127.0.0.1") String address,
        @DefaultValue("5701") int port,
        @DefaultValue List<String> members,
        @Nullable String dns,
        @DefaultValue("false") boolean metrics) {
    public HazelcastSettings {
        members = List.copyOf(members);
        if (dns != null && dns.isBlank()) dns = null;
        if (dns != null && !members.isEmpty())
            throw new IllegalArgumentException(
                    "segue.hazelcast.members and segue.hazelcast.dns are both given, expected one of them");
    }

    /** Whether it is to be one of several. */
    boolean joinsOthers() {
        return !members.isEmpty() || dns != null;
    }

    /** A member by itself, on loopback. */
    public static HazelcastSettings alone(String clusterName, int port) {
        return among(clusterName, port, List.of());
    }

    /** On loopback, with other members. */
    public static HazelcastSettings among(String clusterName, int port, List<String> members) {
        return new HazelcastSettings(clusterName, "127.0.0.1", port, members, null, false);
    }
}
