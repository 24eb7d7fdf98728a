package io.segue.tracking;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TrackingLimits.class)
class TrackingConfig {}
