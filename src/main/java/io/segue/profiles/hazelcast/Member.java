package io.segue.profiles.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import java.util.List;

/** Starts a member of the cluster inside this process. */
public final class Member {
    private Member() {}

    /**
     * Joins the members named, or none; finds nobody by itself and tells nobody outside.
     *
     * @param writer its id among those that write to the journal
     */
    public static HazelcastInstance start(HazelcastSettings settings, String writer) {
        return start(settings, writer, List.of());
    }

    /**
     * The same.
     *
     * @param executors for tasks that members send each other
     */
    public static HazelcastInstance start(HazelcastSettings settings, String writer, List<ExecutorConfig> executors) {
        var config = new Config();
        config.setClusterName(settings.clusterName());
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        // whoever started the member leaves gracefully after the requests at hand; a hook of its own would leave under
        // them
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getMemberAttributeConfig().setAttribute(CrashGuard.WRITER, writer);
        // a member that stands still holds up those that ask it, so it is given up soon; one that comes back finds its
        // way
        config.setProperty("hazelcast.heartbeat.interval.seconds", "2");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
        config.setProperty("hazelcast.operation.call.timeout.millis", "20000");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "10");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "10");
        config.getMetricsConfig().setEnabled(settings.metrics());

        var network = config.getNetworkConfig().setPort(settings.port()).setPortAutoIncrement(settings.dns() == null);
        network.getInterfaces().setEnabled(true).addInterface(settings.address());
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getKubernetesConfig().setEnabled(false);
        var dns = settings.dns();
        if (dns != null)
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", dns)
                    .setProperty("service-port", String.valueOf(settings.port()));
        join.getTcpIpConfig().setEnabled(!settings.members().isEmpty()).setMembers(settings.members());

        var memories = new MapConfig(HazelcastMemories.MAP)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(1);
        memories.getMergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName());
        config.addMapConfig(memories);
        executors.forEach(config::addExecutorConfig);
        config.getSerializationConfig().setJavaSerializationFilterConfig(ownClasses());
        config.getSerializationConfig()
                .getCompactSerializationConfig()
                .addSerializer(new Cell.Serializer())
                .addSerializer(new Apply.Serializer())
                .addSerializer(new Install.Serializer())
                .addSerializer(new Forget.Serializer());
        return Hazelcast.newHazelcastInstance(config);
    }

    /** Whoever reaches the port may send Java objects; of those, others could run code while they are read. */
    private static JavaSerializationFilterConfig ownClasses() {
        var filter = new JavaSerializationFilterConfig();
        // by default all of java is let in
        filter.setDefaultsDisabled(true);
        filter.getWhitelist().addPrefixes("io.segue.", "com.hazelcast.", "java.lang.", "java.util.", "java.time.", "[");
        return filter;
    }
}
