package io.segue.fuzz;

import io.segue.support.RunningSegue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Keys of every kind.
 *
 * @param byScope a good one for each scope, and a user's token
 */
record Keyring(Map<String, String> byScope) {
    private static final List<String> WRONG = List.of(
            "wrong",
            "segue_0123456789ab_" + "0".repeat(64),
            "segue_user_a.b.c.d.e",
            "segue_user_eyJhbGciOiJkaXIifQ....",
            "segue_user_eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....",
            "segue_user_eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAA.AAAA.AAAA",
            "a.b.c",
            "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
            "${segue.admin-key}",
            "' OR 1=1 --",
            "x".repeat(5_000),
            "admin",
            "null",
            "segue_",
            "setup_" + "0".repeat(64));

    /** Gives the request the key that opens the endpoint, or another, or a wrong one, or none. */
    void present(ShotMaker.Draft draft, Endpoint endpoint, Random random) {
        int way = random.nextInt(10);
        if (way == 0) return;
        if (way == 1) {
            var wrong = Nasty.pick(random, WRONG);
            draft.header(
                    switch (random.nextInt(4)) {
                        case 0 -> "X-API-Key: " + wrong;
                        case 1 -> ShotMaker.basic(wrong);
                        case 2 -> "Authorization: Basic " + wrong;
                        default -> "Authorization: Bearer " + wrong;
                    });
            return;
        }
        draft.keyed();
        var scopes = List.copyOf(byScope.keySet());
        if (way < 4) {
            draft.header("Authorization: Bearer " + byScope.get(Nasty.pick(random, scopes)));
            draft.header("Origin: https://app.example.com");
        } else if (endpoint.bringsEvents()) {
            if (random.nextInt(4) > 0) draft.header(ShotMaker.basic(RunningSegue.WRITE_KEY));
        } else if (random.nextBoolean()) draft.header("Authorization: Bearer " + RunningSegue.ADMIN_KEY);
        else draft.header("X-API-Key: " + RunningSegue.ADMIN_KEY);
    }

    /** The write key in the body, where senders may put it too. */
    byte[] insideBody(byte[] body, ShotMaker.Draft draft, Endpoint endpoint, Random random) {
        if (!endpoint.bringsEvents() || body.length < 3 || body[0] != '{' || random.nextInt(4) > 0) return body;
        draft.keyed();
        var text = new String(body, StandardCharsets.ISO_8859_1);
        return ("{\"writeKey\":\"%s\",".formatted(RunningSegue.WRITE_KEY) + text.substring(1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
