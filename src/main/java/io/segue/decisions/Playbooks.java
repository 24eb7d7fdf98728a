package io.segue.decisions;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Holds the playbook that is live. A decision takes it once and ends with the one it began with. */
public final class Playbooks {
    private final CompletableFuture<Playbook> live;

    /** Begins to make the first playbook on a thread of its own, since compiling takes seconds in which others can start too. */
    public Playbooks(Supplier<Playbook> first) {
        live = CompletableFuture.supplyAsync(first, Playbooks::compile);
    }

    private static void compile(Runnable work) {
        var thread = new Thread(work, "compile-knowledge");
        // a start that fails for another reason does not wait for it
        thread.setDaemon(true);
        thread.start();
    }

    /** Whether there is one that is live, so that {@link #live} gives it at once. */
    public boolean areLive() {
        return live.isDone() && !live.isCompletedExceptionally();
    }

    /** The live playbook; waits for the first one, and throws what kept it from being made. */
    public Playbook live() {
        try {
            return live.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
