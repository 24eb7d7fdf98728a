package io.segue;

import io.segue.publication.KnowledgeRefused;
import io.segue.tables.Problem;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells every problem of the knowledge instead of a stack trace. */
class KnowledgeRefusedAnalyzer extends AbstractFailureAnalyzer<KnowledgeRefused> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, KnowledgeRefused cause) {
        return new FailureAnalysis(
                cause.problems().stream()
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n", "Rules and decision tables can't be used:\n\n", "")),
                "Correct the cells and lines named above and start again.",
                cause);
    }
}
