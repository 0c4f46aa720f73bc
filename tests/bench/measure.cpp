/// \file
/// cw-measure COMMAND...: runs it and prints what it took as one JSON line on standard error:
/// {"wall_s", "cpu_s", "peak_mib", "status"}.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(argv[1], argv + 1);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (wait4(child, &status, 0, &used) < 0) return 1;
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - began;
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
  };
  std::fprintf(stderr, "{\"wall_s\": %.2f, \"cpu_s\": %.2f, \"peak_mib\": %.0f, \"status\": %d}\n",
               wall.count(), seconds(used.ru_utime) + seconds(used.ru_stime),
               static_cast<double>(used.ru_maxrss) / 1024.0,
               WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
