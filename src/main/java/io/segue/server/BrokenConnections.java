package io.segue.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedRuntimeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;

/**
 * Spring takes whatever began with a connection that broke for the caller's being gone, and answers 200 with an empty body. It may
 * have been the connection to the database or to another member, and the caller waits. So failures of the service itself go past it,
 * to where they are answered with 500.
 */
@Configuration(proxyBeanMethods = false)
class BrokenConnections implements WebMvcConfigurer {
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        int springs = 0;
        while (springs < resolvers.size() && !(resolvers.get(springs) instanceof DefaultHandlerExceptionResolver))
            springs++;
        resolvers.add(springs, BrokenConnections::pass);
    }

    private static @Nullable ModelAndView pass(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        boolean springs = failure instanceof NestedRuntimeException || failure instanceof ErrorResponse;
        if (failure instanceof RuntimeException own && !springs) throw own;
        return null;
    }
}
