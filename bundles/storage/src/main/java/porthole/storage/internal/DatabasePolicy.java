// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal;

import java.time.Duration;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import porthole.storage.internal.database.Backoff;
import porthole.storage.internal.database.Policy;

/** What may be set about loading and unloading while databases are open; counts at once. */
@Component(configurationPid = DatabasePolicy.PID, service = DatabasePolicy.class)
@Designate(ocd = DatabasePolicy.Config.class)
public final class DatabasePolicy implements Supplier<Policy> {
  static final String PID = "porthole.storage.policy";

  /** A change closes nothing. One that makes no sense is refused, and the last one stays. */
  @ObjectClassDefinition(id = PID, name = "Loading and unloading of databases")
  @interface Config {
    @AttributeDefinition(description = "Databases that may be loading at the same time")
    int concurrentLoads() default 4;

    @AttributeDefinition(description = "Wait after a first failed load; milliseconds")
    long loadBackoffFirst_ms() default 1_000;

    @AttributeDefinition(description = "Longest wait after failed loads; milliseconds")
    long loadBackoffLongest_ms() default 60_000;

    @AttributeDefinition(
        description = "Databases not used for that long are unloaded; milliseconds")
    long idleUnload_ms() default 900_000;

    @AttributeDefinition(description = "So much later for each megabyte; milliseconds")
    long idleUnloadPerMegabyte_ms() default 1_000;

    @AttributeDefinition(
        description = "An unload lets requests in flight go on for that long; milliseconds")
    long unloadPatience_ms() default 30_000;
  }

  private volatile Policy policy;

  /** Takes what is configured. */
  @Activate
  public DatabasePolicy(Config config) {
    policy = policy(config);
  }

  @Modified
  void modified(Config config) {
    policy = policy(config);
  }

  private static Policy policy(Config config) {
    return new Policy(
        config.concurrentLoads(),
        new Backoff(
            Duration.ofMillis(config.loadBackoffFirst_ms()),
            Duration.ofMillis(config.loadBackoffLongest_ms())),
        Duration.ofMillis(config.idleUnload_ms()),
        Duration.ofMillis(config.idleUnloadPerMegabyte_ms()),
        Duration.ofMillis(config.unloadPatience_ms()));
  }

  @Override
  public Policy get() {
    return policy;
  }
}
