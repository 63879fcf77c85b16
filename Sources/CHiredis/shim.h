#include <hiredis/hiredis.h>
#include <sys/time.h>

// Connects to a port of 127.0.0.1, and waits for it and for each answer no longer than that. NULL when it cannot.
static inline redisContext *tenfold_redis(int port, double seconds) {
  struct timeval patience = {(time_t)seconds, (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)};
  redisContext *context = redisConnectWithTimeout("127.0.0.1", port, patience);
  if (context != NULL && (context->err != 0 || redisSetTimeout(context, patience) != REDIS_OK)) {
    redisFree(context);
    return NULL;
  }
  return context;
}
