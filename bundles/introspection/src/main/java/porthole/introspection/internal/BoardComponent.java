// SPDX-License-Identifier: Apache-2.0
package porthole.introspection.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityBoard;
import porthole.introspection.api.ActivityKind;
import porthole.introspection.api.ThreadActivityDTO;
import porthole.introspection.internal.board.Instants;
import porthole.introspection.internal.board.MappedBoard;
import porthole.introspection.internal.thread.HotSpotThreads;

/** The activity board as a service, for those who write it and for those who read it. */
@Component(
    service = {Activities.class, ActivityBoard.class},
    configurationPid = "porthole.introspection")
public final class BoardComponent implements Activities, ActivityBoard {
  private static final Path MEMORY = Path.of("/dev/shm");

  private final MappedBoard board;

  /** Settings of the activity board. */
  public @interface Config {
    /** How many threads it can hold at once; each takes 1280 bytes of memory. */
    int slots() default 2048;
  }

  /** Makes the board. */
  @Activate
  public BoardComponent(BundleContext context, Config config) throws IOException {
    Instants instants = new Instants(() -> System.currentTimeMillis() * 1000L, System::nanoTime);
    this.board =
        new BoardPlaces(folders(context)).create(config.slots(), new HotSpotThreads(), instants);
  }

  private static List<Path> folders(BundleContext context) {
    List<Path> folders = new ArrayList<>(List.of(MEMORY));
    String data = context.getProperty("porthole.data");
    if (data != null) {
      folders.add(Path.of(data));
    }
    return folders;
  }

  /** Removes the board's file; threads inside an activity are not disturbed. */
  @Deactivate
  public void deactivate() {
    board.close();
  }

  @Override
  public Activity begin(ActivityKind kind, String job, String database, long requestId) {
    return board.begin(kind, job, database, requestId);
  }

  @Override
  public List<ThreadActivityDTO> read() {
    return board.read();
  }

  @Override
  public Path file() {
    return board.file();
  }

  @Override
  public long overflowed() {
    return board.overflowed();
  }
}
