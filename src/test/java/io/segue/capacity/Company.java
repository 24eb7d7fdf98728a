package io.segue.capacity;

import io.segue.demo.DemoCompany;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The made-up company as data of a service under load. */
public final class Company {
    private static final int BATCH = 500;
    private static final JsonMapper JSON = JsonMapper.shared();

    private Company() {}

    /** Brings the made-up company in, and answers some of its users. */
    public static List<String> bring(int port) throws IOException {
        var company = DemoCompany.at(Instant.now(), 42);
        var batch = new ArrayList<Map<String, Object>>();
        var users = new LinkedHashSet<String>();
        for (var message : (Iterable<Map<String, Object>>) company.messages()::iterator) {
            batch.add(message);
            if (message.get("userId") instanceof String user && user.matches("[\\w-]+")) users.add(user);
            if (batch.size() == BATCH) bring(port, batch);
        }
        bring(port, batch);
        System.out.printf("%d events of %d users brought%n", company.size(), users.size());
        return List.copyOf(users);
    }

    private static void bring(int port, List<Map<String, Object>> batch) throws IOException {
        if (batch.isEmpty()) return;
        var answer = Overload.ask(
                port,
                Clients.request("POST", "/v1/batch", Traffic.BASIC, JSON.writeValueAsString(Map.of("batch", batch))));
        if (answer.status() != 200) throw new IllegalStateException(answer.status() + " " + answer.text());
        batch.clear();
    }
}
