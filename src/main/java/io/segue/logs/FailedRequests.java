package io.segue.logs;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Tells the log of requests that failed, by their template. Tomcat, which tells of them with the message, is silenced. */
@Configuration(proxyBeanMethods = false)
class FailedRequests {
    private static final Logger LOG = LoggerFactory.getLogger(FailedRequests.class);

    /** Inside of what begins the trace, so that its id stands beside. */
    private static final int AFTER_THE_TRACE = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<OncePerRequestFilter> failedRequestsFilter() {
        var filter = new FilterRegistrationBean<OncePerRequestFilter>(new Telling());
        filter.setOrder(AFTER_THE_TRACE);
        filter.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
        return filter;
    }

    private static final class Telling extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            try {
                chain.doFilter(request, response);
            } catch (IOException e) {
                LOG.debug("{} {} ended by itself", request.getMethod(), template(request), e);
                throw e;
            } catch (ServletException | RuntimeException | Error e) {
                LOG.error("{} {} failed", request.getMethod(), template(request), e);
                throw e;
            }
        }

        private static Object template(HttpServletRequest request) {
            var template = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            return template == null ? "request" : template;
        }

        @Override
        protected boolean shouldNotFilterAsyncDispatch() {
            return false;
        }
    }
}
