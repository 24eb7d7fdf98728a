package io.segue.soak;

import io.segue.support.PackagedSegue;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Members as processes of their own. Safe for use by many threads. */
final class Cluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final String HEAP = "512m";
    private static final PackagedSegue.Place HERE = new PackagedSegue.Place(List.of(), "127.0.0.1");

    /** One process; another one after each start. */
    record Member(String name, PackagedSegue process) {}

    private final @Nullable Network network;
    private final Path jar;
    private final Path directory;
    private final String[] properties;
    private final List<Integer> ports = new ArrayList<>();
    private final List<Member> inService = new CopyOnWriteArrayList<>();
    private final Set<Member> gone = ConcurrentHashMap.newKeySet();

    private Cluster(@Nullable Network network, Path jar, Path directory, String... properties) {
        this.network = network;
        this.jar = jar;
        this.directory = directory;
        this.properties = properties;
    }

    /** One member by itself. */
    static Cluster alone(Path jar, Path directory, String... properties) throws Exception {
        var cluster = new Cluster(null, jar, directory, properties);
        cluster.ports.add(freePort());
        cluster.start(1);
        return cluster;
    }

    /** Members that start at the same time, over one database; there may be others later. */
    static Cluster of(int members, Path jar, Path directory, String database) throws Exception {
        return of(members, null, jar, directory, database);
    }

    /** The same on a network. */
    static Cluster of(int members, @Nullable Network network, Path jar, Path directory, String database)
            throws Exception {
        var cluster = new Cluster(network, jar, directory, "segue.database.url=" + database);
        for (int i = 0; i <= members; i++) cluster.ports.add(freePort());
        var starts = new ArrayList<CompletableFuture<Member>>();
        for (int i = 1; i <= members; i++) starts.add(cluster.starting(i));
        try {
            for (var start : starts) start.join();
            cluster.awaitMembers(members, Duration.ofMinutes(2));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    CompletableFuture<Member> starting(int number) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return start(number);
            } catch (Exception e) {
                throw new IllegalStateException("member %d did not start".formatted(number), e);
            }
        });
    }

    /** Starts it, on the data of the process of that number before, and puts it into service when it is ready. */
    Member start(int number) throws Exception {
        return start(number, jar);
    }

    /** The same, from another jar than the others. */
    Member start(int number, Path jar) throws Exception {
        var name = name(number);
        var place = network == null ? HERE : network.place(number);
        return serving(
                new Member(name, PackagedSegue.start(place, jar, directory.resolve(name), HEAP, properties(number))));
    }

    /** The same, ready or not. */
    Member startUnready(int number) throws Exception {
        var name = name(number);
        return serving(
                new Member(name, PackagedSegue.startUnready(jar, directory.resolve(name), HEAP, properties(number))));
    }

    /** What the process before wrote stays, under another name. */
    private String name(int number) throws IOException {
        var name = "member-" + number;
        var log = directory.resolve(name).resolve("log");
        if (Files.exists(log)) Files.move(log, log.resolveSibling("log-" + System.currentTimeMillis()));
        return name;
    }

    private Member serving(Member member) {
        inService.add(member);
        return member;
    }

    private String[] properties(int number) {
        var all = new ArrayList<>(List.of(properties));
        all.add("segue.security.requests-per-second=0");
        all.add("segue.hazelcast.port=" + ports.get(number - 1));
        if (ports.size() > 1) {
            all.add("segue.hazelcast.cluster-name=soak-" + ports.get(0));
            var addresses = new ArrayList<String>();
            for (int i = 1; i <= ports.size(); i++) addresses.add(address(i) + ":" + ports.get(i - 1));
            all.add("segue.hazelcast.members=" + String.join(",", addresses));
            all.add("segue.hazelcast.address=" + address(number));
        }
        return all.toArray(String[]::new);
    }

    private String address(int number) {
        return network == null ? HERE.address() : network.meshAddress(number);
    }

    /** Ends it as a crash would; it is asked until then. */
    void kill(Member member) throws InterruptedException {
        gone.add(member);
        member.process().kill();
        inService.remove(member);
    }

    /** Ends it as an administrator would: nobody asks it anymore, it does what is at hand, and leaves in peace. */
    void leave(Member member) {
        inService.remove(member);
        member.process().close();
    }

    /** The one in service that was started under that number. */
    Member member(int number) {
        return inService.stream()
                .filter(member -> member.name().equals("member-" + number))
                .findFirst()
                .orElseThrow();
    }

    /** Whether no answer is to be expected of it. */
    boolean isGone(Member member) {
        return gone.contains(member);
    }

    /** It is not asked anymore, as when a load balancer found that it does not answer. */
    void putAside(Member member) {
        gone.add(member);
        inService.remove(member);
    }

    void putBack(Member member) {
        gone.remove(member);
        inService.add(member);
    }

    List<Member> members() {
        return List.copyOf(inService);
    }

    /** Any of those in service; empty when there is none. */
    Optional<Member> any(Random random) {
        var all = members();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    /** Waits until every member in service is ready and sees as many, and answers how many seconds that took. */
    double awaitMembers(int count, Duration most) {
        long begin = System.nanoTime();
        while (!members().stream().allMatch(member -> seen(member) == count)) {
            if (System.nanoTime() - begin > most.toNanos())
                throw new IllegalStateException("members see %s others and themselves after %s, expected %d"
                        .formatted(members().stream().map(Cluster::seen).toList(), most, count));
            pause();
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    /** How many members this one sees; 0 when it is not ready. */
    static int seen(Member member) {
        try {
            var answer = Door.get(member, "/actuator/health/readiness", PATIENCE);
            return answer.status() != 200
                    ? 0
                    : Door.json(answer)
                            .at("/components/cluster/details/members")
                            .asInt(0);
        } catch (IOException e) {
            return 0;
        }
    }

    static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        // all at once: each waits for those that leave at the same time
        CompletableFuture.allOf(members().stream()
                        .map(member -> CompletableFuture.runAsync(member.process()::close))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
