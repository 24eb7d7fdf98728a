package io.segue.security;

import io.segue.security.Admission.Verdict.Admitted;
import io.segue.security.Admission.Verdict.LockedOut;
import io.segue.tracking.web.IngestGate;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Lets keys of scope ingest bring events, and no others. */
final class WriteKeys implements IngestGate {
    private final Admission admission;
    private final RefusalLog refusals;
    private final boolean open;

    WriteKeys(Admission admission, RefusalLog refusals, boolean open) {
        this.admission = admission;
        this.refusals = refusals;
        this.open = open;
    }

    @Override
    public Verdict admit(HttpServletRequest request, String writeKey) {
        if (open) return new Verdict.Admitted();
        if (writeKey.isEmpty()) return refused(request, Caller.NOBODY, "refused.key");
        var verdict = admission.admit(writeKey, request.getRemoteAddr());
        if (verdict instanceof LockedOut locked) {
            refusals.note(request, Caller.NOBODY, "refused.locked-out");
            return new Verdict.Later(locked.after());
        }
        if (!(verdict instanceof Admitted admitted)) return refused(request, Caller.NOBODY, "refused.key");
        var caller = admitted.caller();
        if (!caller.scopes().contains(Scope.INGEST)) return refused(request, caller, "refused.scope");
        if (!caller.mayComeFrom(request.getHeader(HttpHeaders.ORIGIN)))
            return refused(request, caller, "refused.origin");
        var wait = admission.wait(caller);
        if (wait.isEmpty()) return new Verdict.Admitted();
        refusals.note(request, caller, "refused.pace");
        return new Verdict.Later(wait.get());
    }

    private Verdict refused(HttpServletRequest request, Caller caller, String action) {
        refusals.note(request, caller, action);
        return new Verdict.Refused();
    }
}
