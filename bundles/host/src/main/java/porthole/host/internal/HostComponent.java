// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import porthole.host.internal.shutdown.Budget;
import porthole.host.internal.shutdown.Shutdown;
import porthole.host.internal.shutdown.ShutdownJson;
import porthole.host.internal.shutdown.StepDetails;
import porthole.host.internal.systemd.Systemd;
import porthole.host.internal.systemd.Watchdog;

/**
 * What the launcher asks for, through types of the JDK only, since it sees no bundle's classes: a
 * {@code Consumer} to be told that the server serves, and a {@code BiFunction} that ends it.
 */
@Component(service = HostComponent.class, configurationPid = HostSettings.PID, immediate = true)
@Designate(ocd = HostSettings.class)
public final class HostComponent {
  /** Service property: what the launcher knows a service by. */
  private static final String ROLE = "porthole.host";

  /** Service property: a {@code Long}, the budget in milliseconds. */
  private static final String BUDGET = "porthole.host.budget.ms";

  /** Several attempts before the watchdog runs out of patience. */
  private static final int ATTEMPTS = 4;

  private final StepDetails details;
  private final Systemd systemd;
  private final HostThreads threads = new HostThreads();
  private final Shutdown shutdown;
  private final ServiceRegistration<?> ready;
  private final ServiceRegistration<?> ending;
  private volatile Budget budget;

  /** Offers itself to the launcher, and keeps the watchdog quiet where there is one. */
  @Activate
  public HostComponent(
      BundleContext context,
      @Reference Participants participants,
      @Reference BoardDetails details,
      HostSettings settings) {
    this.details = details;
    budget = budget(settings);
    systemd = Systemd.of(System.getenv(), ProcessHandle.current().pid());
    shutdown = new Shutdown(participants, () -> budget, HostThreads.platform());
    String url = Objects.requireNonNullElse(context.getProperty("porthole.url"), "");
    systemd.watchdog().filter(unused -> !url.isEmpty()).ifPresent(limit -> watch(limit, url));
    Consumer<String> whenReady = systemd::ready;
    ready = context.registerService(Consumer.class, whenReady, role("ready"));
    BiFunction<String, Consumer<String>, List<String>> end = this::end;
    ending = context.registerService(BiFunction.class, end, ending());
  }

  private static Budget budget(HostSettings settings) {
    return new Budget(
        Duration.ofMillis(settings.shutdownBudget_ms()),
        Duration.ofMillis(settings.requestPatience_ms()));
  }

  private void watch(Duration limit, String url) {
    Duration pause = limit.dividedBy(ATTEMPTS);
    threads.every(
        pause, new Watchdog(systemd, new HttpProbe(URI.create(url + "/build/version"), pause)));
  }

  private static Dictionary<String, Object> role(String name) {
    return FrameworkUtil.asDictionary(Map.of(ROLE, name));
  }

  private Dictionary<String, Object> ending() {
    return FrameworkUtil.asDictionary(Map.of(ROLE, "shutdown", BUDGET, budget.whole().toMillis()));
  }

  /** Takes a new budget for the shutdown to come. */
  @Modified
  public void configure(HostSettings settings) {
    budget = budget(settings);
    ending.setProperties(ending());
  }

  /** Ends what takes part; the list of what was abandoned is for the launcher. */
  private List<String> end(String reason, Consumer<String> console) {
    return shutdown.run(reason, new Herald(systemd, details, console));
  }

  /** Writes how the shutdown comes on. */
  void write(JsonWriter json) throws IOException {
    ShutdownJson.write(json, shutdown.report(), details);
  }

  /** Lets the watchdog's thread go; a probe under way ends first. */
  @Deactivate
  public void close() {
    ready.unregister();
    ending.unregister();
    threads.close();
  }
}
