// SPDX-License-Identifier: Apache-2.0
package porthole.capture.internal;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import porthole.capture.api.BackendStatus;
import porthole.capture.api.CaptureBackend;
import porthole.capture.api.CaptureBroker;
import porthole.capture.api.CaptureException;
import porthole.capture.api.CaptureOptions;
import porthole.capture.api.CaptureReport;
import porthole.capture.api.ThreadEnricher;
import porthole.capture.internal.broker.Guest;
import porthole.capture.internal.broker.GuestList;
import porthole.capture.internal.broker.Rank;
import porthole.capture.internal.broker.Selection;
import porthole.capture.internal.broker.Settings;
import porthole.capture.internal.broker.StackCaptureBroker;
import porthole.capture.internal.inside.VirtualThreadDump;
import porthole.capture.internal.join.CpuSampler;
import porthole.capture.internal.join.Joiner;
import porthole.capture.internal.join.LockOwners;
import porthole.capture.internal.join.PlatformCpuTimes;
import porthole.capture.internal.owner.FrameOwners;
import porthole.introspection.api.Activities;
import porthole.introspection.api.ActivitiesReference;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityBoard;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadAddresses;

/** The capture broker as a service. Everything it works with may come and go. */
@Component(service = CaptureBroker.class, configurationPid = CaptureComponent.PID)
public final class CaptureComponent implements CaptureBroker {
  static final String PID = "porthole.capture";
  private static final long SAMPLE_SECONDS = 1;

  private final BundleContext context;
  private final GuestList<CaptureBackend> backends = new GuestList<>();
  private final GuestList<ThreadEnricher> enrichers = new GuestList<>();
  private final ActivitiesReference activities = new ActivitiesReference();
  private final InsideKnowledge inside = new InsideKnowledge();
  private final ConfigStore store = new ConfigStore();
  private final BackgroundThreads threads = new BackgroundThreads();
  private final CpuSampler cpu =
      new CpuSampler(new PlatformCpuTimes(ManagementFactory.getThreadMXBean()), System::nanoTime);
  private final FrameOwners owners;
  private final Selection selection;
  private final StackCaptureBroker broker;
  private final ScheduledFuture<?> sampling;

  /** Settings of captures. */
  public @interface Config {
    /** The backend to try first; empty for the one that ranks highest. */
    String backend() default "";

    /** How long one capture may take in all, with every fallback: milliseconds, 100 to 600000. */
    long deadline_ms() default 10_000;
  }

  /** Begins to take captures. */
  @Activate
  public CaptureComponent(BundleContext context, Config config) {
    this.context = context;
    this.owners = new FrameOwners(context);
    this.selection = new Selection(settings(config), store);
    Joiner joiner =
        new Joiner(
            inside::addressOf,
            inside::board,
            cpu,
            new LockOwners(ManagementFactory.getThreadMXBean()),
            owners::bundleOf);
    this.broker =
        new StackCaptureBroker(
            new StackCaptureBroker.Guests(backends, enrichers),
            joiner,
            selection,
            new StackCaptureBroker.Surroundings(
                Clock.systemUTC(), System::nanoTime, activities, threads.captures, threads.calls),
            virtualThreads());
    context.addBundleListener(owners);
    this.sampling =
        threads.sampler.scheduleWithFixedDelay(this::sample, 0, SAMPLE_SECONDS, TimeUnit.SECONDS);
  }

  private VirtualThreadDump virtualThreads() {
    File folder = context.getDataFile("threads");
    return new VirtualThreadDump(
        new VirtualThreadDump.Jvm(
            Runtime.version().feature(), ManagementFactory::getPlatformMBeanServer),
        folder == null ? Path.of(System.getProperty("java.io.tmpdir", "/tmp")) : folder.toPath(),
        owners::bundleOf,
        System::nanoTime);
  }

  private static Settings settings(Config config) {
    long deadline = Math.min(600_000, Math.max(100, config.deadline_ms()));
    return new Settings(config.backend(), Duration.ofMillis(deadline));
  }

  /** Takes the changed settings over; a capture that runs keeps those it began with. */
  @Modified
  public void modified(Config config) {
    selection.replace(settings(config));
  }

  /** Stops taking captures; one that runs ends by itself. */
  @Deactivate
  public void deactivate() {
    context.removeBundleListener(owners);
    sampling.cancel(false);
    threads.shutdown();
  }

  private void sample() {
    try (Activity activity =
        activities.begin(
            ActivityKind.MAINTENANCE,
            "cpu sampler",
            Activities.NO_DATABASE,
            Activities.NO_REQUEST)) {
      cpu.refresh();
      owners.refresh();
    } catch (RuntimeException e) {
      // An exception would end the sampling for good.
      System.getLogger(PID).log(System.Logger.Level.DEBUG, "A CPU sample failed", e);
    }
  }

  @Override
  public CaptureReport capture(Duration patience, CaptureOptions options) throws CaptureException {
    return broker.capture(patience, options);
  }

  @Override
  public List<BackendStatus> backends() {
    return broker.backends();
  }

  @Override
  public void select(String name) throws CaptureException.NoBackend {
    broker.select(name);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      cardinality = ReferenceCardinality.MULTIPLE,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindBackend(CaptureBackend backend, Map<String, Object> properties) {
    backends.add(rank(properties), guest(backend, properties.get(CaptureBackend.NAME), properties));
  }

  void unbindBackend(CaptureBackend backend) {
    backends.remove(backend);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      cardinality = ReferenceCardinality.MULTIPLE,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindEnricher(ThreadEnricher enricher, Map<String, Object> properties) {
    enrichers.add(
        rank(properties), guest(enricher, properties.get(ThreadEnricher.NAME), properties));
  }

  void unbindEnricher(ThreadEnricher enricher) {
    enrichers.remove(enricher);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
  void bindActivities(Activities service) {
    activities.bind(service);
  }

  void unbindActivities(Activities service) {
    activities.unbind(service);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
  void bindBoard(ActivityBoard service) {
    inside.bind(service);
  }

  void unbindBoard(ActivityBoard service) {
    inside.unbind(service);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
  void bindAddresses(ThreadAddresses service) {
    inside.bind(service);
  }

  void unbindAddresses(ThreadAddresses service) {
    inside.unbind(service);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.OPTIONAL)
  void bindConfigurationAdmin(ConfigurationAdmin service) {
    store.bind(service);
  }

  void unbindConfigurationAdmin(ConfigurationAdmin service) {
    store.unbind(service);
  }

  private static Rank rank(Map<String, Object> properties) {
    int ranking = properties.get(Constants.SERVICE_RANKING) instanceof Integer r ? r : 0;
    long id = properties.get(Constants.SERVICE_ID) instanceof Long i ? i : 0;
    return new Rank(ranking, id);
  }

  private <S> Guest<S> guest(S service, @Nullable Object name, Map<String, Object> properties) {
    Bundle bundle =
        properties.get(Constants.SERVICE_BUNDLEID) instanceof Long id
            ? context.getBundle(id)
            : null;
    String label = bundle == null ? "" : FrameOwners.label(bundle);
    return new Guest<>(service, name instanceof String given ? given : label, label);
  }
}
