package io.segue.publication;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Meters of what is live here: {@code segue.knowledge.release} and {@code segue.knowledge.behind}. */
@Component
final class ReleaseMeters implements MeterBinder {
    private final LiveKnowledge live;

    ReleaseMeters(LiveKnowledge live) {
        this.live = live;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("segue.knowledge.release", live, LiveKnowledge::seq)
                .description("the release that is live on this member")
                .register(meters);
        Gauge.builder("segue.knowledge.behind", live, at -> at.behind() ? 1 : 0)
                .description("1 while another release is live than this member can go to")
                .register(meters);
    }
}
