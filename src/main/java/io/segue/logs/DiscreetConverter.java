package io.segue.logs;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;

/** What {@code %discreet} writes in a line of the log: the stack trace of its exception, if it has one. */
final class DiscreetConverter extends ThrowableHandlingConverter {
    private static final DiscreetStackTraces TRACES = new DiscreetStackTraces();

    @Override
    public String convert(ILoggingEvent event) {
        if (!(event.getThrowableProxy() instanceof ThrowableProxy proxy)) return "";
        return System.lineSeparator() + TRACES.printStackTraceToString(proxy.getThrowable());
    }
}
