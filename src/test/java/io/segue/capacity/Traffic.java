package io.segue.capacity;

import io.segue.capacity.Clients.Request;
import io.segue.support.RunningSegue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** What users of the service send, with what came back to each kind of it. */
public final class Traffic {
    private static final String BEARER = "Bearer " + RunningSegue.ADMIN_KEY;
    static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString((RunningSegue.WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));
    private static final String LARGE = "x".repeat(30_000);

    public final Tally decisions = new Tally();
    public final Tally evaluations = new Tally();
    public final Tally flags = new Tally();
    public final Tally batches = new Tally();

    /** Events of batches that were acknowledged. */
    public final AtomicLong acknowledged = new AtomicLong();

    private final List<String> users;
    private final AtomicLong events = new AtomicLong();
    private final String run = Long.toHexString(System.nanoTime());

    /** @param users whom decisions and events are about */
    public Traffic(List<String> users) {
        this.users = users;
    }

    /** Any of the kinds. */
    public Request any(Random random) {
        int kind = random.nextInt(10);
        if (kind < 3) return decision(random);
        if (kind < 6) return flags(random);
        if (kind < 7) return evaluation(random);
        return kind < 9 ? batch(random, 1 + random.nextInt(100), "") : batch(random, 15, LARGE);
    }

    public Request decision(Random random) {
        var user = users.get(random.nextInt(users.size()));
        return new Request(Clients.request("GET", "/v1/users/" + user + "/decision", BEARER, ""), decisions, () -> {});
    }

    /** All flags of a user, as a page asks for them when it is loaded. */
    public Request flags(Random random) {
        var body = "{\"context\":{\"targetingKey\":\"%s\"}}".formatted(users.get(random.nextInt(users.size())));
        return new Request(Clients.request("POST", "/ofrep/v1/evaluate/flags", BEARER, body), flags, () -> {});
    }

    public Request evaluation(Random random) {
        return new Request(
                Clients.request(
                        "POST",
                        "/v1/evaluate",
                        BEARER,
                        "{\"userId\":\"e\",\"traits\":{\"plan\":\"pro\",\"role\":\"developer\"},\"metrics\":{\"tenureDays\":%d}}"
                                .formatted(random.nextInt(100))),
                evaluations,
                () -> {});
    }

    /** Events that nobody sent before. */
    public Request batch(Random random, int size, String padding) {
        var messages = new StringBuilder();
        for (int i = 0; i < size; i++)
            messages.append(i == 0 ? "" : ",")
                    .append(
                            "{\"type\":\"track\",\"userId\":\"%s\",\"event\":\"Feature Used\",\"messageId\":\"%s-%d\",\"properties\":{\"feature\":\"tasks\",\"note\":\"%s\"}}"
                                    .formatted(
                                            users.get(random.nextInt(users.size())),
                                            run,
                                            events.incrementAndGet(),
                                            padding));
        return new Request(
                Clients.request("POST", "/v1/batch", BASIC, "{\"batch\":[%s]}".formatted(messages)),
                batches,
                () -> acknowledged.addAndGet(size));
    }

    public List<Tally> all() {
        return List.of(decisions, flags, evaluations, batches);
    }
}
