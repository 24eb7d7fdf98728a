package io.segue.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A user whom no shot names: what is decided about it must not change. */
final class Control {
    private static final String USER = "control-user";
    private static final String DECISION = "/v1/users/" + USER + "/decision?asOf=2026-06-30T12:00:00Z";

    private final Fuzzing fuzzing;
    private final String before;

    Control(Fuzzing fuzzing) throws IOException {
        this.fuzzing = fuzzing;
        Fuzzing.json(fuzzing.ask("POST", "/v1/batch", """
                {"batch":[
                 {"type":"identify","userId":"%1$s","messageId":"cu-1","timestamp":"2026-06-01T10:00:00Z","traits":{"plan":"pro","role":"developer","marketingConsent":true}},
                 {"type":"track","userId":"%1$s","messageId":"cu-2","timestamp":"2026-06-20T10:00:00Z","event":"Feature Used","properties":{"feature":"tasks"}}]}
                """.formatted(USER)));
        before = segments();
    }

    /** The segments do not depend on other users, as percentiles do. */
    private String segments() throws IOException {
        var decision = Fuzzing.json(fuzzing.ask("GET", DECISION, null));
        return decision.get("userId") + " " + decision.get("segments");
    }

    /** What is not as it was. */
    List<String> wrong() throws IOException {
        var wrong = new ArrayList<String>();
        var after = segments();
        if (!after.equals(before)) wrong.add("the decision was %s and is %s".formatted(before, after));
        int liveness = fuzzing.ask("GET", "/actuator/health/liveness", null).status();
        if (liveness != 200) wrong.add("liveness is " + liveness);
        return wrong;
    }
}
