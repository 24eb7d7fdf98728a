package io.segue.tracing;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** Keeps out of spans what Spring and Micrometer would put there of a request: its path, in which ids stand, and messages of exceptions. */
@Configuration(proxyBeanMethods = false)
class TracingConfig {
    /** What is known of a request by its template, method and status, and nothing more. */
    @Bean
    DefaultServerRequestObservationConvention requestsByTemplate() {
        return new DefaultServerRequestObservationConvention() {
            @Override
            public KeyValues getHighCardinalityKeyValues(ServerRequestObservationContext context) {
                return KeyValues.empty();
            }
        };
    }

    @Bean
    @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
    PropagatingReceiverTracingObservationHandler<?> receivedSpans(Tracer tracer, Propagator propagator) {
        return new PropagatingReceiverTracingObservationHandler<>(tracer, propagator) {
            @Override
            public void onError(ReceiverContext context) {
                tell(getRequiredSpan(context), context);
            }
        };
    }

    @Bean
    @Order(MicrometerTracingAutoConfiguration.DEFAULT_TRACING_OBSERVATION_HANDLER_ORDER)
    DefaultTracingObservationHandler ownSpans(Tracer tracer) {
        return new DefaultTracingObservationHandler(tracer) {
            @Override
            public void onError(Observation.Context context) {
                tell(getRequiredSpan(context), context);
            }
        };
    }

    private static void tell(Span span, Observation.Context context) {
        var error = context.getError();
        span.error(new Failed(error == null ? "unknown" : error.getClass().getName()));
    }

    /** Stands for an exception in a span: its type, and neither its message nor where it was thrown. */
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;

        Failed(String type) {
            super(type, null, false, false);
        }
    }
}
