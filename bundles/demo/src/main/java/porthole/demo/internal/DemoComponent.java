// SPDX-License-Identifier: Apache-2.0
package porthole.demo.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import porthole.introspection.api.Activities;
import porthole.introspection.api.ActivitiesReference;
import porthole.storage.api.Databases;
import porthole.storage.api.StorageException;

/** Runs the load in the background, unless the server was started with {@code --no-demo}. */
@Component(
    service = {},
    immediate = true)
public final class DemoComponent {

  private static final System.Logger LOG = System.getLogger("porthole.demo");
  private static final long RETRY_SECONDS = 5;
  private static final long LAST_BATCH_SECONDS = 10;

  private final ActivitiesReference activities = new ActivitiesReference();
  private final BundleContext context;
  private final Databases databases;
  private final ScheduledThreadPoolExecutor worker;
  private volatile boolean stopping;

  /** Begins, or goes on, as soon as there is storage. */
  @Activate
  public DemoComponent(BundleContext context, @Reference Databases databases) {
    this.context = context;
    this.databases = databases;
    this.worker = new ScheduledThreadPoolExecutor(1, DemoComponent::daemon);
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    if (!"false".equals(context.getProperty("porthole.demo"))) {
      Future<?> unused = worker.submit(this::load);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "porthole-demo-import");
    thread.setDaemon(true);
    return thread;
  }

  @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
  void bindActivities(Activities provider) {
    activities.bind(provider);
  }

  void unbindActivities(Activities provider) {
    activities.unbind(provider);
  }

  private void load() {
    try {
      Path directory = Path.of(context.getProperty("porthole.home"), "share", "demo");
      Path progress = Path.of(context.getProperty("porthole.data"), "demo-progress.json");
      DemoPlan plan =
          new Gson()
              .fromJson(Files.readString(directory.resolve("demo.json"), UTF_8), DemoPlan.class);
      LoadReport report =
          new LoadReport(
              plan.documents(), System::nanoTime, line -> LOG.log(System.Logger.Level.INFO, line));
      new DemoLoader(plan, directory, new ProgressFile(progress), databases, activities)
          .load(() -> stopping, report);
    } catch (StorageException e) {
      retry(e);
    } catch (IOException | JsonParseException e) {
      LOG.log(System.Logger.Level.ERROR, "The demo database cannot be loaded: {0}", e.toString());
    }
  }

  private void retry(StorageException e) {
    if (stopping) {
      return;
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "Loading the demo database again in {0} s: {1}",
        RETRY_SECONDS,
        e.getMessage());
    Future<?> unused = worker.schedule(this::load, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends after the batch under way; the next start goes on from there. */
  @Deactivate
  public void close() throws InterruptedException {
    stopping = true;
    worker.shutdown();
    boolean ended = worker.awaitTermination(LAST_BATCH_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A batch of the demo is still being stored after {0} s",
          LAST_BATCH_SECONDS);
    }
  }
}
