package io.segue.ofrep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.segue.ofrep.StreamAddresses.EventStream;
import io.segue.security.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Flags for OpenFeature. The content type is always said, so that no Accept header can turn an answer into an error. */
@RestController
class OfrepController {
    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String ONE_FLAG = FLAGS + "/{*key}";
    private static final String RETRY_AFTER_SECONDS = "30";

    private final Questions questions;
    private final Evaluator evaluator;
    private final StreamAddresses addresses;
    private final Streams streams;

    OfrepController(Questions questions, Evaluator evaluator, StreamAddresses addresses, Streams streams) {
        this.questions = questions;
        this.evaluator = evaluator;
        this.addresses = addresses;
        this.streams = streams;
    }

    /** All flags of a user. */
    record AllFlags(
            List<FlagAnswer> flags,
            SetMetadata metadata,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<EventStream> eventStreams) {}

    /** What is true of all the flags; clients show it for a flag that is not among them. */
    record SetMetadata(String decisionId, String knowledgeVersion, String evaluatedAt, boolean profileKnown) {}

    @PostMapping(ONE_FLAG)
    ResponseEntity<FlagAnswer> one(@PathVariable String key, HttpServletRequest request) {
        var question = question(request);
        var name = key.substring(1);
        var flag = evaluator.flags().named(name).orElseThrow(() -> Refused.flagNotFound(name));
        var evaluated = evaluator.evaluate(question.userId(), question.overrides());
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(evaluated.answer(flag));
    }

    @PostMapping(FLAGS)
    ResponseEntity<AllFlags> all(HttpServletRequest request) {
        var question = question(request);
        var evaluated = evaluator.evaluate(question.userId(), question.overrides());
        var answers = evaluated.all();
        var fingerprint = evaluated.fingerprint(answers);
        var tag = addresses.tag(fingerprint);
        if (has(request, tag))
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        var metadata = new SetMetadata(
                evaluated.decisionId(),
                evaluated.knowledgeVersion(),
                evaluated.evaluatedAt(),
                evaluated.profileKnown());
        // the stream compares with the user's own answers, which these are not when traits were given
        var since = question.overrides().isEmpty() ? fingerprint : null;
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag(tag)
                .body(new AllFlags(
                        answers, metadata, addresses.of(question.userId(), request.getContextPath(), since)));
    }

    private Question question(HttpServletRequest request) {
        var question = questions.read(request);
        if (!Caller.current().mayAskAbout(question.userId()))
            throw Refused.of(HttpStatus.FORBIDDEN, "This token is for another user.");
        return question;
    }

    /** Spring compares tags for GET and HEAD only. */
    private static boolean has(HttpServletRequest request, String tag) {
        for (var header : Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)))
            for (var known : ETag.parse(header))
                if (known.isWildcard() || known.compare(ETag.create(tag), false)) return true;
        return false;
    }

    /** Notices when the answers change, for browsers; the token says whose. A client that comes back says what it heard last. */
    @GetMapping(StreamAddresses.PATH)
    ResponseEntity<SseEmitter> events(
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String since,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String heard) {
        if (!addresses.offered()) throw Refused.of(HttpStatus.NOT_FOUND, "There are no event streams here.");
        var good = addresses.read(token == null ? "" : token).orElseThrow(() -> Refused.of(
                        HttpStatus.UNAUTHORIZED,
                        "The token is over or none of ours; evaluate all flags for another one.")
                .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
        var stream = streams.open(good, heard == null || heard.isEmpty() ? since : heard)
                .orElseThrow(() -> Refused.of(HttpStatus.TOO_MANY_REQUESTS, "Too many event streams are open.")
                        .with(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS));
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                // proxies would hold back what is less than a buffer
                .header("X-Accel-Buffering", "no")
                .body(stream);
    }

    // a mapping of two patterns would win over those above, which have one

    @RequestMapping(FLAGS)
    void allOnlyByPost() {
        throw only("POST");
    }

    @RequestMapping(ONE_FLAG)
    void oneOnlyByPost() {
        throw only("POST");
    }

    @RequestMapping(StreamAddresses.PATH)
    void eventsOnlyByGet() {
        throw only("GET");
    }

    @RequestMapping("/ofrep/**")
    void nothing() {
        throw Refused.of(HttpStatus.NOT_FOUND, "There is nothing here; flags are evaluated at " + FLAGS + ".");
    }

    private static Refused only(String method) {
        return Refused.of(HttpStatus.METHOD_NOT_ALLOWED, "This takes %s only.".formatted(method))
                .with(HttpHeaders.ALLOW, method);
    }
}
