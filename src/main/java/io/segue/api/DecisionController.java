package io.segue.api;

import io.segue.decisions.Decision;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Evaluation;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What to do with a user, and why. */
@RestController
@RequestMapping("/v1")
class DecisionController {
    private final DecisionService decisions;
    private final Clock clock;

    DecisionController(DecisionService decisions, Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    /**
     * What to do with a user. Decides anew each time, on what is known of the user as of an instant; the same instant gives the same
     * answer for as long as the knowledge stays the same. A merged user is answered for by the one it was merged into.
     *
     * @param userId the user, as events name it
     * @param asOf the instant as of which to decide, with an offset; now if missing
     * @throws NotFound when no event up to then names the user
     */
    @GetMapping("/users/{userId}/decision")
    Decision getDecision(@PathVariable String userId, @RequestParam(required = false) @Nullable String asOf) {
        var instant = AsOf.read(asOf, clock);
        return decisions
                .decide(userId, instant)
                .orElseThrow(
                        () -> new NotFound("No call up to %s carries the userId \"%s\".".formatted(instant, userId)));
    }

    /** Decide on facts given in the request. Nothing is looked up and nothing is kept. */
    @PostMapping("/evaluate")
    Decision evaluateFacts(@RequestBody Map<String, Object> facts) {
        return decisions.evaluate(Evaluation.read(facts, AsOf.read(null, clock)));
    }
}
