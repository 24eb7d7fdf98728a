package io.segue.tracking.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Who may bring events. */
public interface IngestGate {
    /** Looks at the key that a call brings. */
    Verdict admit(HttpServletRequest request, String writeKey);

    /** What becomes of a call. */
    sealed interface Verdict {
        /** It may bring events. */
        record Admitted() implements Verdict {}

        /** Its key may not bring events. */
        record Refused() implements Verdict {}

        /** Not before so long. */
        record Later(Duration after) implements Verdict {}
    }
}
