package io.segue.soak;

import io.segue.capacity.Clients;
import io.segue.support.RunningSegue;
import io.segue.support.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks members, each time on a connection of its own. */
final class Door {
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String READER = "Bearer " + RunningSegue.ADMIN_KEY;
    private static final String SENDER = "Basic "
            + Base64.getEncoder().encodeToString((RunningSegue.WRITE_KEY + ":").getBytes(StandardCharsets.UTF_8));

    private Door() {}

    static Wire.Answer send(Cluster.Member member, String batch, Duration patience) throws IOException {
        return ask(member, Clients.request("POST", "/v1/batch", SENDER, batch), patience);
    }

    static Wire.Answer decision(Cluster.Member member, String user, Duration patience) throws IOException {
        return get(member, "/v1/users/" + user + "/decision", patience);
    }

    static Wire.Answer get(Cluster.Member member, String path, Duration patience) throws IOException {
        return ask(member, Clients.request("GET", path, READER, ""), patience);
    }

    static Wire.Answer post(Cluster.Member member, String path, Duration patience) throws IOException {
        return ask(member, Clients.request("POST", path, READER, ""), patience);
    }

    private static Wire.Answer ask(Cluster.Member member, byte[] request, Duration patience) throws IOException {
        try (var wire = new Wire(member.process().address(), member.process().port(), CONNECTING)) {
            wire.send(request);
            return wire.read(false, patience).orElseThrow(() -> new EOFException("no answer"));
        }
    }

    static JsonNode json(Wire.Answer answer) {
        return JSON.readTree(answer.text());
    }

    /** How many events of a user a decision counts; 0 of a user that nobody named. */
    static int counted(Wire.Answer decision) {
        if (decision.status() == 404) return 0;
        return json(decision).at("/metrics/contentCreated28d").asInt(-1);
    }
}
