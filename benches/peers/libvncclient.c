/* Decodes what a server on 127.0.0.1 sends until it closes the connection, with libvncclient.
 *
 * usage: libvncclient PORT "ENCODINGS"
 * Prints a line of JSON: wall, user and sys are seconds after the handshake; fnv is the FNV-1a hash of bytes 0, 1 and 2
 * of each pixel of the last picture.
 */
#include <rfb/rfbclient.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

static double clock_seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec + time.tv_nsec / 1e9;
}

static void say_nothing(const char *format, ...) { (void)format; }

int main(int count, char **arguments) {
  if (count != 3) {
    fprintf(stderr, "usage: libvncclient PORT ENCODINGS\n");
    return 2;
  }
  rfbClientLog = rfbClientErr = say_nothing;
  rfbClient *client = rfbGetClient(8, 3, 4);
  client->format.redShift = 16;
  client->format.greenShift = 8;
  client->format.blueShift = 0;
  client->canHandleNewFBSize = TRUE;
  client->appData.useRemoteCursor = TRUE;
  client->appData.encodingsString = arguments[2];
  client->serverHost = strdup("127.0.0.1");
  client->serverPort = atoi(arguments[1]);
  if (!rfbInitClient(client, NULL, NULL)) {
    fprintf(stderr, "libvncclient: no connection\n");
    return 1;
  }
  struct rusage before, after;
  double start = clock_seconds();
  getrusage(RUSAGE_SELF, &before);
  while (WaitForMessage(client, 10000000) > 0 && HandleRFBServerMessage(client)) {
  }
  getrusage(RUSAGE_SELF, &after);
  double wall = clock_seconds() - start;
  unsigned hash = 2166136261u;
  size_t length = (size_t)client->width * client->height * 4;
  for (size_t i = 0; i < length; i++)
    if (i % 4 != 3) hash = (hash ^ client->frameBuffer[i]) * 16777619u;
  printf("{\"wall\":%.6f,\"user\":%.6f,\"sys\":%.6f,\"fnv\":\"%08x\"}\n", wall,
         seconds(after.ru_utime) - seconds(before.ru_utime), seconds(after.ru_stime) - seconds(before.ru_stime), hash);
  rfbClientCleanup(client);
  return 0;
}
