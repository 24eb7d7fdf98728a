package io.segue.api;

import io.segue.decisions.Decision;
import io.segue.decisions.DecisionService;
import io.segue.decisions.Evaluation;
import io.segue.publication.EarlierKnowledge;
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
    private final EarlierKnowledge earlier;
    private final Clock clock;

    DecisionController(DecisionService decisions, EarlierKnowledge earlier, Clock clock) {
        this.decisions = decisions;
        this.earlier = earlier;
        this.clock = clock;
    }

    /**
     * What to do with a user. Decides anew each time, on what is known of the user as of an instant; the same instant gives the same
     * answer for as long as the knowledge stays the same. A merged user is answered for by the one it was merged into.
     *
     * @param userId the user, as events name it
     * @param asOf the instant as of which to decide, with an offset; now if missing
     * @param knowledge a version that was live once, to explain what it decided; the live one if missing
     * @throws NotFound when no event up to then names the user, or the version never was live
     */
    @GetMapping("/users/{userId}/decision")
    Decision getDecision(
            @PathVariable String userId,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knowledge) {
        var instant = AsOf.read(asOf, clock);
        if (knowledge != null && !earlier.has(knowledge)) throw KnowledgeController.unknown(knowledge);
        var decision =
                knowledge == null ? decisions.decide(userId, instant) : earlier.decide(userId, instant, knowledge);
        return decision.orElseThrow(
                () -> new NotFound("No call up to %s carries the userId \"%s\".".formatted(instant, userId)));
    }

    /** Decide on facts given in the request. Nothing is looked up and nothing is kept. */
    @PostMapping("/evaluate")
    Decision evaluateFacts(@RequestBody Map<String, Object> facts) {
        return decisions.evaluate(Evaluation.read(facts, AsOf.read(null, clock)));
    }
}
