package io.segue.journal;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells whoever starts Segue about an unusable data directory in two sentences, where a stack trace would stand otherwise. */
final class DataDirectoryUnusableAnalyzer extends AbstractFailureAnalyzer<DataDirectoryUnusable> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataDirectoryUnusable cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.cure(), cause);
    }
}
