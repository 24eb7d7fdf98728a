package io.segue.decisions;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Meters of the knowledge that is live: {@code segue.knowledge.rules} and {@code segue.knowledge.compile.duration}. */
@Component
final class KnowledgeMeters implements MeterBinder {
    private final Playbooks playbooks;

    KnowledgeMeters(Playbooks playbooks) {
        this.playbooks = playbooks;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        TimeGauge.builder(
                        "segue.knowledge.compile.duration",
                        () -> playbooks.compiledIn().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("how long it took to compile the knowledge that is live")
                .register(meters);
        Gauge.builder("segue.knowledge.rules", this, KnowledgeMeters::rules)
                .description("rows and rules of the knowledge that is live")
                .register(meters);
    }

    private double rules() {
        return playbooks.areLive() ? playbooks.live().knowledge().rules().size() : 0;
    }
}
