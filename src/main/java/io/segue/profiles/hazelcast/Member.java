package io.segue.profiles.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.spi.merge.DiscardMergePolicy;

/** Starts a member of the cluster inside this process. */
public final class Member {
    private Member() {}

    /** Joins the members named, or none; finds nobody by itself and tells nobody outside. */
    public static HazelcastInstance start(HazelcastSettings settings) {
        var config = new Config();
        config.setClusterName(settings.clusterName());
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        // whoever started the member leaves gracefully after the requests at hand; a hook of its own would leave under
        // them
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.getMetricsConfig().setEnabled(settings.metrics());

        var network = config.getNetworkConfig().setPort(settings.port()).setPortAutoIncrement(true);
        network.getInterfaces().setEnabled(true).addInterface(settings.address());
        var join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(!settings.members().isEmpty()).setMembers(settings.members());

        var memories = new MapConfig(HazelcastMemories.MAP)
                .setInMemoryFormat(InMemoryFormat.BINARY)
                .setBackupCount(1);
        memories.getMergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName());
        config.addMapConfig(memories);
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
