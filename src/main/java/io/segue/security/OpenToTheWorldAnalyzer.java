package io.segue.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says how to start instead. */
class OpenToTheWorldAnalyzer extends AbstractFailureAnalyzer<OpenToTheWorld> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, OpenToTheWorld cause) {
        return new FailureAnalysis(
                "Without keys the service listens on this machine only, but " + cause.getMessage() + ".",
                "Set server.address to 127.0.0.1, or turn segue.open off and set SEGUE_ADMIN_KEY and SEGUE_WRITE_KEY.",
                cause);
    }
}
