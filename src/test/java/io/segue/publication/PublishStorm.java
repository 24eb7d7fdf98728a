package io.segue.publication;

import io.segue.capacity.Company;
import io.segue.support.Http;
import io.segue.support.PackagedSegue;
import io.segue.support.RunningSegue;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Publishes and rolls back time and again while decisions are asked for, and checks that each decision is wholly of one version or
 * the other; see {@code bin/publish-storm}.
 */
final class PublishStorm {
    private static final int CLIENTS = 2;
    private static final int USERS = 100;
    private static final int FIRST = 20;
    private static final long CALM_SECONDS = 15;
    private static final long MOST_GROWTH = 32L << 20;

    private final Http http;
    private final Analysts analysts;
    // the same bytes each time, so that it is the same version
    private final byte[] workbook = Analysts.dailyFrom(6);
    private final List<String> paths = new ArrayList<>();
    private final Map<String, Map<String, String>> expected = new HashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private PublishStorm(Http http) {
        this.http = http;
        this.analysts = new Analysts(http);
    }

    /** @param args the jar, the number of publishes and rollbacks, the heap */
    public static void main(String[] args) throws Exception {
        int times = Integer.parseInt(args[1]);
        var directory = Files.createTempDirectory("segue-publish-storm");
        boolean well;
        try (var segue =
                PackagedSegue.start(Path.of(args[0]), directory, args[2], "segue.security.requests-per-second=0")) {
            System.out.printf("%d publishes and rollbacks, heap %s, data and log in %s%n", times, args[2], directory);
            var users = Company.bring(segue.port());
            well = new PublishStorm(new Http(segue.port())).run(segue, users.subList(0, USERS), times);
        }
        System.exit(well ? 0 : 1);
    }

    private boolean run(PackagedSegue segue, List<String> users, int times) throws Exception {
        var asOf = Instant.now();
        for (var user : users)
            paths.add("/v1/users/%s/decision?asOf=%s".formatted(URLEncoder.encode(user, StandardCharsets.UTF_8), asOf));
        var defaults = analysts.live();
        expect(defaults);
        var edited = analysts.published("once", analysts.draft("engagement", workbook))
                .get("version")
                .asString();
        expect(edited);
        analysts.rollBack(defaults);
        long differing = paths.stream()
                .filter(path -> !expected.get(defaults)
                        .get(path)
                        .equals(expected.get(edited).get(path)))
                .count();
        System.out.printf("%d of %d users are decided on otherwise by the change%n", differing, paths.size());

        var calm = load(() -> TimeUnit.SECONDS.sleep(CALM_SECONDS));
        System.out.println("calm    " + told(calm));
        var publishing = new ArrayList<Long>();
        var rollingBack = new ArrayList<Long>();
        var firstUse = new long[2];
        var storm = load(() -> {
            for (int i = 0; i < times; i++) {
                if (i % 2 == 0) {
                    var draft = analysts.draft("engagement", workbook);
                    publishing.add(timed(() -> analysts.publish("storm", draft), edited));
                } else rollingBack.add(timed(() -> analysts.rollBack(defaults), defaults));
                if (i == FIRST) use(segue, firstUse);
            }
        });
        System.out.println("storm   " + told(storm));
        System.out.println("publish to effect   " + told(publishing));
        System.out.println("rollback to effect  " + told(rollingBack));
        long[] lastUse = use(segue, new long[2]);
        System.out.printf(
                "after %d: heap %d MB, metaspace %d MB; after %d: heap %d MB, metaspace %d MB%n",
                FIRST, firstUse[0] >> 20, firstUse[1] >> 20, times, lastUse[0] >> 20, lastUse[1] >> 20);
        for (int i = 0; i < 2; i++)
            if (lastUse[i] - firstUse[i] > MOST_GROWTH) wrong.add(i == 0 ? "the heap grew" : "metaspace grew");
        if (differing == 0) wrong.add("the change changed nothing");
        wrong.stream().limit(20).forEach(what -> System.out.println("WRONG " + what));
        System.out.println(wrong.isEmpty() ? "nothing wrong" : wrong.size() + " things are wrong");
        return wrong.isEmpty();
    }

    private static long[] use(PackagedSegue segue, long[] into) throws Exception {
        into[0] = segue.heapInUse();
        into[1] = segue.metaspace();
        return into;
    }

    /** What is decided of everyone by the version that is live. */
    private void expect(String version) {
        var answers = new HashMap<String, String>();
        for (var path : paths)
            answers.put(
                    path, http.send("GET", path, RunningSegue.ADMIN_KEY, null).body());
        expected.put(version, answers);
    }

    private interface Step {
        void run() throws Exception;
    }

    private interface Ask {
        HttpResponse<String> run();
    }

    /** Nanoseconds until the answer, by which time decisions must be of that version. */
    private long timed(Ask ask, String version) {
        long begin = System.nanoTime();
        var answer = ask.run();
        long took = System.nanoTime() - begin;
        if (answer.statusCode() != 200) wrong.add(answer.statusCode() + " " + answer.body());
        var path = paths.get(0);
        var decision = http.send("GET", path, RunningSegue.ADMIN_KEY, null).body();
        if (!decision.equals(expected.get(version).get(path))) wrong.add("not in effect when it was answered");
        return took;
    }

    /** Asks for decisions while a step runs; how long each took, in nanoseconds. */
    private List<Long> load(Step step) throws Exception {
        var times = new ConcurrentLinkedQueue<Long>();
        var over = new AtomicBoolean();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        for (int client = 0; client < CLIENTS; client++) {
            var random = new Random(client);
            clients.execute(() -> {
                while (!over.get()) {
                    var path = paths.get(random.nextInt(paths.size()));
                    long begin = System.nanoTime();
                    var answer = http.send("GET", path, RunningSegue.ADMIN_KEY, null);
                    times.add(System.nanoTime() - begin);
                    if (answer.statusCode() != 200) wrong.add(answer.statusCode() + " " + answer.body());
                    else if (expected.values().stream()
                            .noneMatch(answers -> answer.body().equals(answers.get(path))))
                        wrong.add("a decision of no version: "
                                + answer.body()
                                        .substring(
                                                0, Math.min(200, answer.body().length())));
                }
            });
        }
        try {
            step.run();
        } finally {
            over.set(true);
            clients.shutdown();
            clients.awaitTermination(1, TimeUnit.MINUTES);
        }
        return List.copyOf(times);
    }

    private static String told(List<Long> nanos) {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%d, p50 %.1f ms, p99 %.1f ms, at most %.1f ms"
                .formatted(
                        sorted.length,
                        sorted[sorted.length / 2] / 1e6,
                        sorted[(int) (sorted.length * 0.99)] / 1e6,
                        Arrays.stream(sorted).max().orElse(0) / 1e6);
    }
}
