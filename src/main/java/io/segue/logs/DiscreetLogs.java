package io.segue.logs;

import ch.qos.logback.classic.PatternLayout;
import org.springframework.boot.context.event.ApplicationStartingEvent;
import org.springframework.context.ApplicationListener;

/** Teaches the log the word {@code %discreet} before it is set up. */
class DiscreetLogs implements ApplicationListener<ApplicationStartingEvent> {
    @Override
    public void onApplicationEvent(ApplicationStartingEvent event) {
        PatternLayout.DEFAULT_CONVERTER_SUPPLIER_MAP.put("discreet", DiscreetConverter::new);
    }
}
