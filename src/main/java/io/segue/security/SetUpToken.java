package io.segue.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets whoever reads the log of the first start make the first key. Good once, and until the process ends. */
final class SetUpToken {
    /** Who presents it: may make a key and nothing else. */
    static final Caller CALLER = new Caller("set-up token", Set.of(), null, Set.of(), null);

    private final AtomicReference<@Nullable String> token = new AtomicReference<>();

    /** Makes one, which replaces any before it. */
    String issue() {
        var made = "setup_" + KeyText.random().secret();
        token.set(made);
        return made;
    }

    boolean fits(String presented) {
        var good = token.get();
        return good != null
                && MessageDigest.isEqual(
                        good.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }

    /** From now on it opens nothing. */
    void spend() {
        token.set(null);
    }
}
