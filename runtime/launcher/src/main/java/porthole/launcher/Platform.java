// SPDX-License-Identifier: Apache-2.0
package porthole.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** The OSGi framework with the bundles of an {@link Assembly} in it. */
final class Platform {

  private static final System.Logger LOG = System.getLogger("porthole.launcher");

  /** Felix reads such a jar where it lies instead of copying it. */
  private static final String IN_PLACE = "reference:";

  private final Framework framework;

  private Platform(Framework framework) {
    this.framework = framework;
  }

  /**
   * Starts the framework and, start level by start level, its bundles. A bundle that does not start
   * is logged and left; {@link #inactiveBundles} names it.
   */
  static Platform start(Map<String, String> properties, Assembly assembly) throws LaunchException {
    try {
      Framework framework = new FrameworkFactory().newFramework(new HashMap<>(properties));
      framework.init(Platform::log);
      framework.getBundleContext().addFrameworkListener(Platform::log);
      framework.start();
      install(framework.getBundleContext(), assembly);
      Platform platform = new Platform(framework);
      platform.moveTo(Assembly.DEPLOY_LEVEL);
      return platform;
    } catch (BundleException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException failure) {
          throw DataDirectory.notWritable(
              Path.of(properties.getOrDefault("porthole.data", "")), failure);
        }
      }
      throw new LaunchException(
          ExitCode.NOT_READY, "The OSGi framework does not start: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      throw new LaunchException(ExitCode.FAILED, "Interrupted while starting", e);
    }
  }

  private static void install(BundleContext context, Assembly assembly) throws BundleException {
    FrameworkStartLevel levels = context.getBundle(0).adapt(FrameworkStartLevel.class);
    int before = levels.getInitialBundleStartLevel();
    for (Map.Entry<Integer, List<Path>> level : assembly.bundles().entrySet()) {
      // Not set afterwards, for each bundle: that would write its file once more.
      levels.setInitialBundleStartLevel(level.getKey());
      for (Path jar : level.getValue()) {
        var unused = context.installBundle(IN_PLACE + jar.toUri());
      }
    }
    levels.setInitialBundleStartLevel(before);
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getBundleId() != 0 && !isFragment(bundle)) {
        // Not by its activation policy: a lazy bundle would not become active.
        bundle.start();
      }
    }
  }

  private static boolean isFragment(Bundle bundle) {
    return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
  }

  /** Brings the framework to a start level and returns when it is there. */
  private void moveTo(int level) throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    FrameworkListener listener =
        event -> {
          if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
            arrived.countDown();
          } else {
            log(event);
          }
        };
    framework.adapt(FrameworkStartLevel.class).setStartLevel(level, listener);
    arrived.await();
  }

  private static void log(FrameworkEvent event) {
    Throwable cause = event.getThrowable();
    if (cause == null || event.getType() == FrameworkEvent.INFO) {
      return;
    }
    System.Logger.Level level =
        event.getType() == FrameworkEvent.ERROR
            ? System.Logger.Level.ERROR
            : System.Logger.Level.WARNING;
    if (cause instanceof BundleException) {
      // The message says it all: which bundle, and what it lacks.
      LOG.log(level, event.getBundle().getSymbolicName() + ": " + rootMessage(cause));
    } else {
      LOG.log(level, String.valueOf(event.getBundle().getSymbolicName()), cause);
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + " (" + cause + ")";
  }

  /** Of the bundles that ought to run, those that do not. */
  List<String> inactiveBundles() {
    List<String> names = new ArrayList<>();
    for (Bundle bundle : framework.getBundleContext().getBundles()) {
      if (bundle.getState() != Bundle.ACTIVE && !isFragment(bundle)) {
        names.add(bundle.getSymbolicName() + " " + bundle.getVersion());
      }
    }
    return names;
  }

  /** The bundles that are being stopped right now. */
  List<String> stoppingBundles() {
    List<String> names = new ArrayList<>();
    for (Bundle bundle : framework.getBundleContext().getBundles()) {
      if (bundle.getBundleId() != 0 && bundle.getState() == Bundle.STOPPING) {
        names.add(bundle.getSymbolicName());
      }
    }
    return names;
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** Stops all bundles in the reverse order of their start levels, then the framework. */
  void stop() throws InterruptedException, BundleException {
    for (int level = Assembly.DEPLOY_LEVEL - 1; level >= 1; level--) {
      moveTo(level);
    }
    framework.stop();
    framework.waitForStop(0);
  }
}
