package io.segue.decisions;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Holds the playbook that is live. A decision takes it once and ends with the one it began with. */
public final class Playbooks {
    private final CompletableFuture<Playbook> live;
    private volatile Duration compiledIn = Duration.ZERO;

    /** Begins to make the first playbook on a thread of its own, since compiling takes seconds in which others can start too. */
    public Playbooks(Supplier<Playbook> first) {
        live = CompletableFuture.supplyAsync(
                () -> {
                    long begun = System.nanoTime();
                    var playbook = first.get();
                    compiledIn = Duration.ofNanos(System.nanoTime() - begun);
                    return playbook;
                },
                Playbooks::compile);
    }

    /** How long it took to make the one that is live; 0 before there is one. */
    public Duration compiledIn() {
        return compiledIn;
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
