package io.segue.population;

import io.segue.population.Population.Portion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares the work on users among the members of the cluster. Each user is sent in a portion to the member that holds its record; who
 * has nothing to do takes portions of others. What a member can't do, because it left or for another reason, another does, and
 * what comes of a portion is taken once. Used by one thread, which takes all results.
 */
final class Dispatch {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    /** So many members may leave over one portion; then it rather is the portion that ends them. */
    private static final int MOST_LOSSES = 3;

    /** How long a member is spared that could not do a portion. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Compiling an earlier version may take a minute; a member that needs longer is stuck. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private static final long PULSE_MILLIS = 100;

    private final Crew crew;
    private final ExecutorService workers;
    private final Here here;
    private final int atOnce;
    private final int size;
    private final Runnable pulse;

    /** How this member works. */
    interface Here {
        <T> Portion<T> work(Assignment<T> assignment);
    }

    /**
     * @param workers on which this member works
     * @param atOnce  portions that a member is asked for at a time
     * @param size    users in a portion
     * @param pulse   called now and then; what it throws ends the work
     */
    Dispatch(Crew crew, ExecutorService workers, Here here, int atOnce, int size, Runnable pulse) {
        this.crew = crew;
        this.workers = workers;
        this.here = here;
        this.atOnce = atOnce;
        this.size = size;
        this.pulse = pulse;
    }

    /**
     * Has all of the users worked on.
     *
     * @param pages      of their ids, each id once; read as they are needed
     * @param assignment what is to be done to some of them
     * @param taker      takes what came of them, in whatever order
     * @throws RuntimeException what this member fails with at a portion, after another did or instead
     */
    <T> void each(
            Iterator<List<String>> pages,
            Function<List<String>, Assignment<T>> assignment,
            Consumer<Portion<T>> taker) {
        var round = new Round<>(pages, assignment, taker);
        try {
            round.run();
        } finally {
            round.stop();
        }
    }

    /** Users that wait to be worked on, or are. */
    private static final class Task<T> {
        final Assignment<T> assignment;

        /** Another member has failed at it. */
        boolean onlyHere;

        int losses;

        Task(Assignment<T> assignment) {
            this.assignment = assignment;
        }
    }

    private record Sent<T>(Task<T> task, UUID member, long at) {}

    private record Answer<T>(
            Sent<T> sent,
            @Nullable Portion<T> portion,
            @Nullable Throwable failure) {}

    private final class Round<T> {
        private final Iterator<List<String>> pages;
        private final Function<List<String>, Assignment<T>> assignment;
        private final Consumer<Portion<T>> taker;

        private final UUID self = crew.self();
        private final Map<UUID, List<String>> gathered = new HashMap<>();
        private final Map<UUID, Deque<Task<T>>> waiting = new LinkedHashMap<>();
        private final Map<Task<T>, Sent<T>> underWay = new LinkedHashMap<>();
        private final List<Future<?>> ours = new ArrayList<>();
        private final BlockingQueue<Answer<T>> answers = new LinkedBlockingQueue<>();
        private final Map<UUID, Long> resting = new HashMap<>();

        Round(
                Iterator<List<String>> pages,
                Function<List<String>, Assignment<T>> assignment,
                Consumer<Portion<T>> taker) {
            this.pages = pages;
            this.assignment = assignment;
            this.taker = taker;
        }

        void run() {
            while (true) {
                pulse.run();
                var able = able();
                read(able);
                send(able);
                if (underWay.isEmpty() && !pages.hasNext() && waiting() == 0) return;
                take();
                lookForStuck();
            }
        }

        void stop() {
            ours.forEach(future -> future.cancel(false));
        }

        /** Members that can be asked, this one first. */
        private List<UUID> able() {
            long now = System.nanoTime();
            resting.values().removeIf(until -> until - now <= 0);
            var able = new ArrayList<UUID>();
            able.add(self);
            for (var member : crew.members())
                if (!member.equals(self) && !resting.containsKey(member)) able.add(member);
            // what waits for one that can't be asked is done by others
            for (var member : List.copyOf(waiting.keySet())) {
                if (able.contains(member)) continue;
                var left = waiting.remove(member);
                if (left != null) left.forEach(task -> queue(holder(task, able), task));
            }
            return able;
        }

        private UUID holder(Task<T> task, List<UUID> able) {
            if (task.onlyHere) return self;
            var holder = crew.holder(task.assignment.userIds().get(0));
            return able.contains(holder) ? holder : self;
        }

        private void queue(UUID member, Task<T> task) {
            waiting.computeIfAbsent(member, any -> new ArrayDeque<>()).add(task);
        }

        private int waiting() {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        }

        /** Reads ahead as far as members may need soon. */
        private void read(List<UUID> able) {
            int enough = 2 * atOnce * able.size();
            while (pages.hasNext() && waiting() < enough) {
                for (var userId : pages.next()) {
                    var holder = crew.holder(userId);
                    if (!able.contains(holder)) holder = self;
                    var users = gathered.computeIfAbsent(holder, any -> new ArrayList<>());
                    users.add(userId);
                    if (users.size() == size) {
                        queue(holder, new Task<>(assignment.apply(List.copyOf(users))));
                        users.clear();
                    }
                }
            }
            if (pages.hasNext()) return;
            gathered.forEach((holder, users) -> {
                if (!users.isEmpty())
                    queue(able.contains(holder) ? holder : self, new Task<>(assignment.apply(List.copyOf(users))));
            });
            gathered.clear();
        }

        private void send(List<UUID> able) {
            boolean sent = true;
            while (sent) {
                sent = false;
                // one each in turn, so that nobody takes all while others could begin
                for (var member : able) {
                    if (underWay(member) >= atOnce) continue;
                    var task = taskFor(member);
                    if (task == null) continue;
                    send(task, member);
                    sent = true;
                }
            }
        }

        private long underWay(UUID member) {
            return underWay.values().stream()
                    .filter(sent -> sent.member().equals(member))
                    .count();
        }

        /** Its own, else, when it would have nothing to do, one that waits for a member that has enough to do. */
        private @Nullable Task<T> taskFor(UUID member) {
            var own = waiting.get(member);
            if (own != null && !own.isEmpty()) return own.remove();
            if (underWay(member) > 0) return null;
            return waiting.entrySet().stream()
                    .filter(busy -> underWay(busy.getKey()) >= atOnce)
                    .map(Map.Entry::getValue)
                    .filter(tasks -> !tasks.isEmpty() && !tasks.getLast().onlyHere)
                    .max(Comparator.comparingInt(Deque::size))
                    .map(Deque::removeLast)
                    .orElse(null);
        }

        private void send(Task<T> task, UUID member) {
            var sent = new Sent<>(task, member, System.nanoTime());
            underWay.put(task, sent);
            CompletableFuture<Portion<T>> answer;
            if (member.equals(self)) {
                answer = new CompletableFuture<>();
                ours.removeIf(Future::isDone);
                ours.add(workers.submit(() -> {
                    try {
                        answer.complete(here.work(task.assignment));
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                }));
            } else answer = crew.send(task.assignment, member);
            answer.whenComplete((portion, failure) -> answers.add(new Answer<>(sent, portion, failure)));
        }

        private void take() {
            try {
                var answer = answers.poll(PULSE_MILLIS, TimeUnit.MILLISECONDS);
                while (answer != null) {
                    take(answer);
                    answer = answers.poll();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("was interrupted while users were worked on", e);
            }
        }

        private void take(Answer<T> answer) {
            // what this member found while it left the cluster is no user's error
            pulse.run();
            var task = answer.sent().task();
            var portion = answer.portion();
            var member = answer.sent().member();
            if (!underWay.containsKey(task)) return;
            if (portion != null && !(isSuspect(portion) && !member.equals(self))) {
                underWay.remove(task);
                taker.accept(portion);
                return;
            }
            // it was given up on, and another is at it
            if (underWay.get(task) != answer.sent()) return;
            underWay.remove(task);
            if (portion != null) again(task, member, new IllegalStateException("all of its users failed"));
            else if (answer.failure() != null) failed(task, member, answer.failure());
        }

        /** Where everybody has failed, it may be for the member's sake. */
        private boolean isSuspect(Portion<T> portion) {
            return portion.results().isEmpty() && !portion.errors().isEmpty();
        }

        private void failed(Task<T> task, UUID member, Throwable failure) {
            if (member.equals(self)) {
                if (failure instanceof RuntimeException e) throw e;
                if (failure instanceof Error e) throw e;
                throw new IllegalStateException(failure);
            }
            resting.put(member, System.nanoTime() + REST_NANOS);
            if (!(failure instanceof MemberGone)) {
                again(task, member, failure);
                return;
            }
            LOG.info("member {} does no more for the refresh: {}", member, failure.getMessage());
            if (!crew.members().contains(member) && ++task.losses >= MOST_LOSSES)
                throw new IllegalStateException(
                        "%d members left one after the other while they worked on the same %d users, from %s on"
                                .formatted(
                                        task.losses,
                                        task.assignment.userIds().size(),
                                        task.assignment.userIds().get(0)));
            queue(holder(task, able()), task);
        }

        private void again(Task<T> task, UUID member, Throwable why) {
            LOG.warn("member {} could not work on a portion of a refresh, so it is done here", member, why);
            task.onlyHere = true;
            waiting.computeIfAbsent(self, any -> new ArrayDeque<>()).addFirst(task);
        }

        private void lookForStuck() {
            long now = System.nanoTime();
            for (var sent : List.copyOf(underWay.values())) {
                if (sent.member().equals(self) || now - sent.at() < PATIENCE_NANOS) continue;
                underWay.remove(sent.task());
                resting.put(sent.member(), now + REST_NANOS);
                again(sent.task(), sent.member(), new TimeoutException("no answer for 5 minutes"));
            }
        }
    }
}
