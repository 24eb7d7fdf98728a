package io.segue.tracking.web;

import io.segue.journal.JournalFull;
import io.segue.journal.JournalUnavailable;
import io.segue.journal.NotAWriter;
import io.segue.problems.ProblemType;
import io.segue.tracking.Intake;
import io.segue.tracking.Problem;
import io.segue.tracking.Receipt;
import io.segue.tracking.Timestamps;
import io.segue.tracking.TrackingLimits;
import io.segue.tracking.web.IngestGate.Verdict;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Segment tracking API. Answers when the events are durable, without holding a thread until then, so that many single calls
 * share one commit. Bad input is a 400, which senders drop; what passes is a 429 or 503, after which they come again.
 */
@RestController
class IngestController {
    private static final Logger LOG = LoggerFactory.getLogger(IngestController.class);
    private static final String SINGLE =
            IngestPaths.ROOT + "/{call:identify|track|page|screen|group|alias|i|t|p|s|g|a}";
    private static final String BATCH = IngestPaths.ROOT + "/{call:batch|import|b}";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Intake intake;
    private final TrackingLimits limits;
    private final IngestGate gate;
    private final Clock clock;

    IngestController(Intake intake, TrackingLimits limits, IngestGate gate, ObjectProvider<Clock> clock) {
        this.intake = intake;
        this.limits = limits;
        this.gate = gate;
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    /** One event; its type is the path's, whatever it says itself. */
    @PostMapping({SINGLE, SINGLE + "/"})
    CompletionStage<ResponseEntity<Object>> single(@PathVariable String call, HttpServletRequest request) {
        return answer(request, body -> {
            var message = new LinkedHashMap<>(body);
            message.remove("writeKey");
            message.put("type", IngestPaths.SINGLES.get(call));
            return take(
                    List.of(message),
                    null,
                    Map.of(),
                    refused -> refused.isEmpty()
                            ? Answers.taken(refused)
                            : Answers.refused(
                                    ProblemType.INVALID_EVENT,
                                    "The event cannot be taken in; errors names what is wrong.",
                                    refused.get(0).problems()));
        });
    }

    /** Many events, each judged on its own. */
    @PostMapping({BATCH, BATCH + "/"})
    CompletionStage<ResponseEntity<Object>> batch(HttpServletRequest request) {
        return answer(request, body -> {
            if (!(body.get("batch") instanceof List<?> messages)) return invalid("/batch", "is not a list of events");
            if (messages.size() > limits.events())
                return invalid(
                        "/batch", "has %d events, expected %d at most".formatted(messages.size(), limits.events()));
            var sentAt = Timestamps.read(body.get("sentAt")).orElse(null);
            if (sentAt == null && body.get("sentAt") != null)
                return invalid("/sentAt", "is not a time; " + Timestamps.EXPECTED);
            var context = body.get("context");
            if (context != null && !(context instanceof Map<?, ?>)) return invalid("/context", "is not an object");
            return take(messages, sentAt, object(context), Answers::taken);
        });
    }

    private static CompletionStage<ResponseEntity<Object>> invalid(String pointer, String detail) {
        return now(Answers.refused(
                ProblemType.INVALID_BATCH,
                "The batch cannot be taken in; errors names what is wrong.",
                List.of(new Problem(pointer, detail))));
    }

    /** Opens the body and checks the key; what is left is the call's. */
    private CompletionStage<ResponseEntity<Object>> answer(
            HttpServletRequest request,
            Function<Map<String, @Nullable Object>, CompletionStage<ResponseEntity<Object>>> call) {
        var body = BodyFilter.bodyOf(request);
        if (body instanceof Body.NoRoom)
            return now(Answers.later(
                    ProblemType.TOO_MANY_REQUESTS, "Too many bodies are being read at once; send it again."));
        if (body instanceof Body.TooLarge tooLarge)
            return now(Answers.refused(
                    ProblemType.CALL_TOO_LARGE,
                    "The body is larger than %d bytes, counted after decompression.".formatted(tooLarge.most()),
                    List.of()));
        if (body instanceof Body.Unreadable unreadable)
            return now(Answers.refused(
                    ProblemType.UNREADABLE, "Malformed call: %s.".formatted(unreadable.detail()), List.of()));
        Object json;
        try {
            json = JSON.readValue(((Body.Json) body).json(), Object.class);
        } catch (JacksonException e) {
            return now(Answers.refused(ProblemType.JSON, malformed(e), List.of()));
        }
        var fields = object(json);
        var verdict =
                gate.admit(request, SentKey.of(request.getHeader(HttpHeaders.AUTHORIZATION), fields.get("writeKey")));
        if (verdict instanceof Verdict.Refused) return now(Answers.unauthorized());
        if (verdict instanceof Verdict.Later later)
            return now(
                    Answers.later(ProblemType.TOO_MANY_REQUESTS, "This key sends faster than it may.", later.after()));
        if (!(json instanceof Map<?, ?>))
            return now(Answers.refused(ProblemType.JSON, "The body is not a JSON object.", List.of()));
        return call.apply(fields);
    }

    private CompletionStage<ResponseEntity<Object>> take(
            List<?> messages,
            @Nullable Instant sentAt,
            Map<String, @Nullable Object> context,
            Function<List<Receipt.Refused>, ResponseEntity<Object>> answer) {
        return intake.accept(messages, clock.instant(), sentAt, context)
                .thenApply(receipt -> answer.apply(receipt.refused()))
                .exceptionally(IngestController::refusal);
    }

    private static ResponseEntity<Object> refusal(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof JournalFull)
            return Answers.later(ProblemType.BUSY, "More events are coming in than can be stored; send again.");
        // the journal has told of what is the matter with it
        if (!(cause instanceof JournalUnavailable || cause instanceof NotAWriter))
            LOG.error("events could not be taken in", cause);
        return Answers.later(ProblemType.UNAVAILABLE, "The events could not be stored; send them again.");
    }

    private static String malformed(JacksonException e) {
        var place = e.getLocation();
        var where = place == null || place.getLineNr() < 1
                ? ""
                : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        // what is JSON but not just one value is told in words of the library's own
        var why = e instanceof DatabindException ? "expected one JSON object" : String.valueOf(e.getOriginalMessage());
        return "The body is not JSON%s: %s".formatted(where, new Problem("", why).detail());
    }

    @SuppressWarnings("unchecked") // the keys of a JSON object are text
    private static Map<String, @Nullable Object> object(@Nullable Object json) {
        return json instanceof Map<?, ?> ? (Map<String, @Nullable Object>) json : Map.of();
    }

    private static CompletionStage<ResponseEntity<Object>> now(ResponseEntity<Object> answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
