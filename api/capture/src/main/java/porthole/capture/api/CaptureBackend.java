// SPDX-License-Identifier: Apache-2.0
package porthole.capture.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One way to take the stacks of all threads of this process.
 *
 * <p>Published as a service with the property {@link #NAME}; its {@code service.ranking} says how
 * much it is preferred when the operator has chosen none. The broker calls {@link #capture} for one
 * capture at a time.
 */
@ConsumerType
public interface CaptureBackend {

  /** Service property: the backend's name, such as {@code "jvm"}; lower case, unique. */
  String NAME = "porthole.capture.backend";

  /**
   * Whether a capture could work now. Answers within milliseconds from what is known; starts no
   * process.
   */
  Availability availability();

  /**
   * What this machine has to say to this backend, the obstacles first. Answers within half a
   * second, and may start a process to find out; {@link #availability} then knows what it found.
   */
  default List<PreflightFact> facts() {
    return List.of();
  }

  /**
   * Takes the stacks of all threads.
   *
   * <p>Must return or throw by the request's deadline, and leave nothing behind on any path: no
   * process, no right to look, no stopped thread.
   *
   * @throws CaptureException when no stacks can be had; its message and fix are shown to the
   *     operator
   */
  RawCapture capture(CaptureRequest request) throws CaptureException;
}
