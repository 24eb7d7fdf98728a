package io.segue.profiles.hazelcast;

import java.util.List;
import java.util.UUID;

/** Starts two members on two addresses of this machine that find each other by one name, and prints how many each sees. */
final class NamedMembers {
    private NamedMembers() {}

    /** @param args the name, and the port */
    public static void main(String[] args) {
        int port = Integer.parseInt(args[1]);
        var cluster = "test-" + UUID.randomUUID();
        var first = Member.start(new HazelcastSettings(cluster, "127.0.0.1", port, List.of(), args[0], false), "first");
        var second =
                Member.start(new HazelcastSettings(cluster, "127.0.0.2", port, List.of(), args[0], false), "second");
        System.out.printf(
                "members %d %d%n",
                first.getCluster().getMembers().size(),
                second.getCluster().getMembers().size());
        // members have threads that would go on
        System.exit(0);
    }
}
