package io.segue.soak;

import io.segue.support.PackagedSegue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Network namespaces, one for each member, on two bridges: one for what members tell each other, one for requests and the database.
 * A member can be unplugged from the first. Takes root and iproute2.
 */
final class Network implements AutoCloseable {
    private static final String MESH = "10.231.1.";
    private static final String FRONT = "10.231.2.";
    private static final int GATEWAY = 254;

    private final int members;
    private final int database;
    private final List<AutoCloseable> open = new ArrayList<>();

    private Network(int members, int database) {
        this.members = members;
        this.database = database;
    }

    /** @param database the port of one on loopback, which members reach too */
    static Network of(int members, int database) throws Exception {
        var network = new Network(members, database);
        try {
            network.set();
            return network;
        } catch (Exception e) {
            network.close();
            throw e;
        }
    }

    private void set() throws Exception {
        ip("link add sgmesh type bridge");
        ip("link add sgfront type bridge");
        ip("addr add %s%d/24 dev sgfront".formatted(FRONT, GATEWAY));
        ip("link set sgmesh up");
        ip("link set sgfront up");
        for (int i = 1; i <= members; i++) {
            ip("netns add segue%d".formatted(i));
            ip("-n segue%d link set lo up".formatted(i));
            plug(i, "mesh", MESH);
            plug(i, "front", FRONT);
        }
        var listening = new ServerSocket(database, 50, InetAddress.getByName(FRONT + GATEWAY));
        open.add(listening);
        background(() -> {
            while (true) {
                var from = listening.accept();
                var to = new Socket("127.0.0.1", database);
                background(() -> pass(from.getInputStream(), to.getOutputStream(), from, to));
                background(() -> pass(to.getInputStream(), from.getOutputStream(), from, to));
            }
        });
    }

    private static void plug(int member, String bridge, String prefix) throws Exception {
        ip("link add sg%s%d type veth peer name %s netns segue%d".formatted(bridge, member, bridge, member));
        ip("link set sg%s%d master sg%s up".formatted(bridge, member, bridge));
        ip("-n segue%d addr add %s%d/24 dev %s".formatted(member, prefix, member, bridge));
        ip("-n segue%d link set %s up".formatted(member, bridge));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one side is gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void pass(InputStream in, OutputStream out, Socket one, Socket other) throws IOException {
        try (one;
                other) {
            in.transferTo(out);
        }
    }

    /** Nothing that this member tells others arrives, nor what they tell it; nobody is told so. */
    void cut(int member) throws Exception {
        ip("link set sgmesh%d nomaster".formatted(member));
    }

    void heal(int member) throws Exception {
        ip("link set sgmesh%d master sgmesh".formatted(member));
    }

    PackagedSegue.Place place(int member) {
        return new PackagedSegue.Place(List.of("ip", "netns", "exec", "segue" + member), FRONT + member);
    }

    String meshAddress(int member) {
        return MESH + member;
    }

    /** The database as members see it. */
    String url(String name) {
        return "jdbc:postgresql://%s%d:%d/%s?user=segue".formatted(FRONT, GATEWAY, database, name);
    }

    private static void ip(String arguments) throws Exception {
        var command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments.split(" ")));
        var running = new ProcessBuilder(command).redirectErrorStream(true).start();
        var told = new String(running.getInputStream().readAllBytes());
        if (running.waitFor() != 0) throw new IllegalStateException("ip %s: %s".formatted(arguments, told.strip()));
    }

    @Override
    public void close() throws Exception {
        for (var each : open) each.close();
        for (int i = 1; i <= members; i++) quietly("netns del segue%d".formatted(i));
        quietly("link del sgmesh");
        quietly("link del sgfront");
    }

    /** What was never made can't be taken away. */
    private static void quietly(String arguments) throws Exception {
        try {
            ip(arguments);
        } catch (IllegalStateException e) {
            // as said
        }
    }
}
