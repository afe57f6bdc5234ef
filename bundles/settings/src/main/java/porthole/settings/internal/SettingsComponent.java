// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Applies the settings files when the server starts, and looks for changes every second. */
@Component(
    service = {},
    immediate = true)
public final class SettingsComponent {

  private static final System.Logger LOG = System.getLogger("porthole.settings");

  private final SettingsFiles files;
  private final ScheduledExecutorService watcher;

  /** Applies all settings before any bundle of a higher start level starts. */
  @Activate
  public SettingsComponent(BundleContext context, @Reference ConfigurationAdmin admin)
      throws IOException, SettingsException {
    files =
        new SettingsFiles(
            directories(context),
            new ConfigAdminTarget(admin),
            new Digests(Path.of(context.getProperty("porthole.data")).resolve("settings.digests")),
            SettingsFormat.parseOverrides(context.getProperty("porthole.overrides")));
    files.refresh();
    watcher = Executors.newSingleThreadScheduledExecutor(SettingsComponent::daemon);
    Future<?> unused = watcher.scheduleWithFixedDelay(this::watch, 1, 1, TimeUnit.SECONDS);
  }

  private static List<Path> directories(BundleContext context) {
    Path etc = Path.of(context.getProperty("porthole.home")).resolve("etc");
    String profile = context.getProperty("porthole.profile");
    return profile == null || profile.isEmpty()
        ? List.of(etc)
        : List.of(etc, etc.resolve("profiles").resolve(profile));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "porthole-settings");
    thread.setDaemon(true);
    return thread;
  }

  private void watch() {
    try {
      files.refresh();
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "Cannot bring the settings up to date: {0}", e);
    }
  }

  /** Ends the watching, after the round under way. */
  @Deactivate
  public void close() {
    watcher.shutdown();
  }
}
