/*
 * The load generator: thousands of walkers on one epoll loop.
 *
 * Reads one request target a line from standard input ("/ws?ticket=..."), opens a WebSocket for each, says hello
 * (the frame given as hex), learns slot and place from the welcome, and then sends moves by intended time: a late
 * send is counted as lateness, never moved into the future (no coordinated omission). Sampled walkers match the
 * records they get against what was sent and when it was due, by slot and exact coordinates.
 *
 * usage: walkers HOST PORT COUNT WARM_S RUN_S HZ LEASH_M SPEED SAMPLE_EVERY STALL_EVERY HELLO_HEX
 * STALL_EVERY: every so-many-th walker reads nothing from the start of the warm-up on; 0 for none.
 * The lines "READY" (all are in), "START", "END", then one line of JSON go to standard output.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define RING 16
#define SLOTS 65536
#define BINS 4000
#define STEP 0.02
#define IN_FLIGHT 64
enum { IDLE, CONNECTING, HANDSHAKE, HELLO, READY, LOST };

struct walker {
    int fd, state, slot;
    double x, y, home_x, home_y, heading, due;
    uint8_t seq, sampled, stopped;
    uint64_t bytes, frames;
    uint8_t *rest;
    size_t rest_size, rest_room;
    char *target;
    uint32_t *seen;
};
struct sent { uint16_t x, y; double due; };

static struct walker *walkers;
static struct sent (*rings)[RING];
static uint8_t ring_at[SLOTS];
static int owner[SLOTS];
static int epoll_fd, count, opened, in_flight, ready, lost, refused, corrected;
static int measuring, inputs_ended;
static uint64_t lateness[BINS], latency[BINS], lateness_n, latency_n, unmatched, updates, moves, bytes_in, frames_in;
static double period, leash, speed;
static uint8_t hello[512];
static int hello_size;
static struct sockaddr_in address;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec * 1e-9;
}

static void add(uint64_t *bins, uint64_t *n, double seconds) {
    int bin = (int)(seconds * 1000 * 4);
    bins[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin]++;
    (*n)++;
}

static double percentile(uint64_t *bins, uint64_t n, double share) {
    double left = share * n;
    for (int bin = 0; bin < BINS; bin++) {
        left -= bins[bin];
        if (bins[bin] && left <= 0) return (bin + 1) / 4.0;
    }
    return 0;
}

static void watch(struct walker *w, uint32_t events, int op) {
    struct epoll_event event = {.events = events, .data.ptr = w};
    epoll_ctl(epoll_fd, op, w->fd, &event);
}

static void lose(struct walker *w) {
    if (w->state == LOST) return;
    if (w->state != READY) in_flight--;
    else ready--;
    w->state = LOST;
    lost++;
    close(w->fd);
}

static void open_next(void) {
    struct walker *w = &walkers[opened++];
    int one = 1;
    w->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    setsockopt(w->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    w->state = CONNECTING;
    in_flight++;
    if (connect(w->fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) {
        lose(w);
        return;
    }
    watch(w, EPOLLOUT, EPOLL_CTL_ADD);
}

static void request(struct walker *w, const char *host, int port) {
    char text[1024];
    int size = snprintf(text, sizeof text,
        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nOrigin: http://%s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Protocol: agora.1\r\n\r\n", w->target, host, port, host, port);
    if (send(w->fd, text, size, MSG_NOSIGNAL) != size) { lose(w); return; }
    w->state = HANDSHAKE;
    watch(w, EPOLLIN, EPOLL_CTL_MOD);
}

static const uint8_t *number(const uint8_t *at, unsigned *value) {
    if (*at < 0x80) { *value = *at; return at + 1; }
    if (*at == 0xcc) { *value = at[1]; return at + 2; }
    if (*at == 0xcd) { *value = at[1] << 8 | at[2]; return at + 3; }
    return NULL;
}

static void welcome(struct walker *w, const uint8_t *at) {
    unsigned slot, x, y;
    at += 2 + 7;                                         /* array head, "welcome" */
    at += *at == 0xd9 ? 2 + at[1] : 1 + (*at & 31);       /* participant */
    if (!(at = number(at, &slot)) || !(at = number(at, &x)) || !number(at, &y)) { lose(w); return; }
    w->slot = slot;
    owner[slot] = w - walkers;
    w->x = w->home_x = x * STEP;
    w->y = w->home_y = y * STEP;
    w->state = READY;
    in_flight--;
    ready++;
}

static void placed(struct walker *w, const uint8_t *at) {
    unsigned x, y;
    at += 2 + 6;
    if (!(at = number(at, &x)) || !number(at, &y)) return;
    w->x = w->home_x = x * STEP;
    w->y = w->home_y = y * STEP;
    w->heading += M_PI / 2 + drand48() * M_PI;
    corrected += measuring;
    w->stopped |= measuring;
}

static void crowd(struct walker *w, const uint8_t *at, size_t size, double read_at) {
    size_t n = (size - 4) / 8;
    if (!measuring) return;
    updates += n;
    if (!w->sampled) return;
    for (const uint8_t *r = at + 4; n--; r += 8) {
        int slot = r[0] | r[1] << 8, x = r[2] | r[3] << 8, y = r[4] | r[5] << 8, found = 0;
        if (slot == w->slot || (r[7] & 7) == 7) continue;
        w->seen[slot]++;
        for (int i = 0; i < RING && !found; i++) {
            struct sent *s = &rings[slot][i];
            if (s->x == x && s->y == y && s->due > 0 && read_at - s->due < 1.0) {
                add(latency, &latency_n, read_at - s->due);
                found = 1;
            }
        }
        unmatched += !found;
    }
}

static void message(struct walker *w, const uint8_t *at, size_t size, double read_at) {
    if (size > 4 && at[0] == 2) crowd(w, at, size, read_at);
    else if (size > 16 && at[0] == 0 && !memcmp(at + 2, "\xa7welcome", 8) && w->state == HELLO) welcome(w, at + 1);
    else if (size > 12 && at[0] == 0 && !memcmp(at + 2, "\xa6placed", 7) && w->state == READY) placed(w, at + 1);
    else if (size > 12 && at[0] == 0 && !memcmp(at + 2, "\xa7refused", 8)) refused++;
}

static size_t frames(struct walker *w, const uint8_t *data, size_t size, double read_at) {
    size_t at = 0;
    while (size - at >= 2 && w->state != LOST) {
        size_t head = 2, length = data[at + 1] & 127;
        if (length == 126) { head = 4; if (size - at < 4) break; length = data[at + 2] << 8 | data[at + 3]; }
        else if (length == 127) { head = 10; if (size - at < 10) break; length = 0;
            for (int i = 2; i < 10; i++) length = length << 8 | data[at + i]; }
        if (size - at < head + length) break;
        if (measuring) { w->frames++; frames_in++; }
        if ((data[at] & 15) == 8) { lose(w); break; }
        if ((data[at] & 15) == 9) send(w->fd, "\x8a\x80\0\0\0\0", 6, MSG_NOSIGNAL);
        if ((data[at] & 15) == 2) message(w, data + at + head, length, read_at);
        at += head + length;
    }
    return at;
}

static void keep(struct walker *w, const uint8_t *data, size_t size) {
    if (size > w->rest_room) w->rest = realloc(w->rest, w->rest_room = size + 1024);
    memmove(w->rest, data, size);
    w->rest_size = size;
}

static void readable(struct walker *w) {
    static uint8_t buffer[1 << 20];
    size_t kept = w->rest_size;
    memcpy(buffer, w->rest, kept);
    ssize_t got = recv(w->fd, buffer + kept, sizeof buffer - kept, 0);
    if (got <= 0) { if (!got || (errno != EAGAIN && errno != EINTR)) lose(w); return; }
    double read_at = now();
    if (measuring) { w->bytes += got; bytes_in += got; }
    size_t size = kept + got, used = 0;
    w->rest_size = 0;
    if (w->state == HANDSHAKE) {
        uint8_t *end = memmem(buffer, size, "\r\n\r\n", 4);
        if (!end) { keep(w, buffer, size); return; }
        if (memcmp(buffer, "HTTP/1.1 101", 12)) { refused++; lose(w); return; }
        used = end + 4 - buffer;
        w->state = HELLO;
        if (send(w->fd, hello, hello_size, MSG_NOSIGNAL) != hello_size) { lose(w); return; }
    }
    used += frames(w, buffer + used, size - used, read_at);
    if (w->state != LOST && used < size) keep(w, buffer + used, size - used);
}

static void walk(struct walker *w, double at) {
    uint8_t f[14] = {0x82, 0x88, 0, 0, 0, 0, 1};
    double dx = w->x - w->home_x, dy = w->y - w->home_y;
    w->heading += (drand48() - 0.5) * 0.4;
    if (dx * dx + dy * dy > leash * leash) w->heading = atan2(-dx, -dy);
    double x = w->x + sin(w->heading) * speed * period, y = w->y + cos(w->heading) * speed * period;
    if (x < 1 || y < 1 || x > 1309 || y > 1309) { w->heading += M_PI; x = w->x; y = w->y; }
    w->x = x;
    w->y = y;
    uint16_t ux = (uint16_t)lrint(x / STEP), uy = (uint16_t)lrint(y / STEP);
    f[7] = w->seq++;
    f[8] = ux & 255; f[9] = ux >> 8; f[10] = uy & 255; f[11] = uy >> 8;
    f[12] = (int)floor(w->heading / (2 * M_PI) * 256) & 255;
    f[13] = 1;
    struct sent *s = &rings[w->slot][ring_at[w->slot]++ % RING];
    s->x = ux; s->y = uy; s->due = w->due;
    if (measuring) { add(lateness, &lateness_n, at - w->due); moves++; }
    if (send(w->fd, f, sizeof f, MSG_NOSIGNAL) != sizeof f && errno != EAGAIN) lose(w);
    w->due += period;
}

static void turn(double timeout, const char *host, int port) {
    static struct epoll_event events[512];
    struct timespec wait = {0, (long)(timeout * 1e9)};
    int n = epoll_pwait2(epoll_fd, events, 512, &wait, NULL);
    for (int i = 0; i < n; i++) {
        struct walker *w = events[i].data.ptr;
        if (w->state == LOST) continue;
        if (w->state == CONNECTING) request(w, host, port);
        else readable(w);
    }
}

static void take_targets(void) {
    static char line[8192];
    static int used;
    while (!inputs_ended && opened < count && in_flight < IN_FLIGHT) {
        char *end = memchr(line, '\n', used);
        if (end) {
            *end = 0;
            walkers[opened].target = strdup(line);
            used -= end + 1 - line;
            memmove(line, end + 1, used);
            open_next();
            continue;
        }
        ssize_t got = read(0, line + used, sizeof line - used);
        if (got == 0) inputs_ended = 1;
        if (got <= 0) return;
        used += got;
    }
}

static int by_distance(const void *a, const void *b) {
    double d = *(double *)a - *(double *)b;
    return (d > 0) - (d < 0);
}

/* Lowest rate at which a sampled walker heard one of its nearest 30 that walked all the time, and the share of pairs at 4.9 Hz or more. */
static void nearest(double seconds, double *least, double *share) {
    double (*order)[2] = malloc(sizeof(double[2]) * count);
    uint64_t good = 0, all = 0;
    *least = 1e9;
    for (int i = 0; i < count; i++) {
        struct walker *w = &walkers[i];
        if (!w->sampled || w->state != READY) continue;
        int n = 0;
        for (int j = 0; j < count; j++)
            if (j != i && walkers[j].state == READY && !walkers[j].stopped) {
                order[n][0] = hypot(walkers[j].home_x - w->home_x, walkers[j].home_y - w->home_y);
                order[n++][1] = walkers[j].slot;
            }
        qsort(order, n, sizeof order[0], by_distance);
        for (int j = 0; j < n && j < 30; j++) {
            double rate = w->seen[(int)order[j][1]] / seconds;
            if (rate < *least) *least = rate;
            good += rate >= 4.9;
            all++;
        }
    }
    *share = all ? (double)good / all : 0;
    free(order);
}

int main(int argc, char **argv) {
    if (argc != 12) { fprintf(stderr, "usage: see the head of the source\n"); return 2; }
    const char *host = argv[1], *hex = argv[11];
    int port = atoi(argv[2]);
    count = atoi(argv[3]);
    double warm = atof(argv[4]), run = atof(argv[5]);
    period = 1 / atof(argv[6]);
    leash = atof(argv[7]);
    speed = atof(argv[8]);
    int sample = atoi(argv[9]), stall = atoi(argv[10]);
    for (; hex[0] && hex[1]; hex += 2) sscanf(hex, "%2hhx", &hello[hello_size++]);
    walkers = calloc(count, sizeof *walkers);
    rings = calloc(SLOTS, sizeof *rings);
    for (int i = 0; i < count; i++) {
        walkers[i].slot = -1;
        walkers[i].heading = drand48() * 6.28;
        if ((walkers[i].sampled = i % sample == 0)) walkers[i].seen = calloc(SLOTS, sizeof(uint32_t));
    }
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    inet_pton(AF_INET, host, &address.sin_addr);
    epoll_fd = epoll_create1(0);
    fcntl(0, F_SETFL, O_NONBLOCK);
    double give_up = now() + 240;
    while (ready + lost < count && now() < give_up && !(inputs_ended && !in_flight)) {
        take_targets();
        turn(0.001, host, port);
    }
    puts("READY");
    fflush(stdout);
    for (int i = stall - 1; stall && i < count; i += stall)
        if (walkers[i].state == READY) epoll_ctl(epoll_fd, EPOLL_CTL_DEL, walkers[i].fd, NULL);
    double start = now() + 0.1, from = start + warm, to = from + run;
    for (int i = 0; i < count; i++) walkers[i].due = start + period * i / count;
    int next = 0;
    while (now() < to) {
        double at = now();
        if (!measuring && at >= from) { measuring = 1; puts("START"); fflush(stdout); }
        for (int sent = 0; walkers[next].due <= at && sent < 256; sent++) {
            if (walkers[next].state == READY) walk(&walkers[next], at);
            else walkers[next].due += period;
            next = (next + 1) % count;
            at = now();
        }
        double wait = walkers[next].due - now();
        turn(wait < 0 ? 0 : wait > 0.002 ? 0.002 : wait, host, port);
    }
    puts("END");
    double least, share;
    uint64_t most = 0;
    nearest(run, &least, &share);
    for (int i = 0; i < count; i++) {
        uint64_t whole = walkers[i].bytes + walkers[i].frames * 74;
        if (whole > most) most = whole;
    }
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("{\"ready\":%d,\"lost\":%d,\"refused\":%d,\"corrected\":%d,\"moves\":%llu,\"updates\":%llu,\"bytes\":%llu,"
           "\"frames\":%llu,\"p50_ms\":%.2f,\"p90_ms\":%.2f,\"p99_ms\":%.2f,\"p999_ms\":%.2f,\"matched\":%llu,"
           "\"unmatched\":%llu,\"lateness_p50_ms\":%.2f,\"lateness_p99_ms\":%.2f,\"nearest_least_hz\":%.2f,"
           "\"nearest_share\":%.4f,\"most_bytes_per_s\":%.0f}\n",
           ready, lost, refused, corrected, (unsigned long long)moves, (unsigned long long)updates,
           (unsigned long long)bytes_in, (unsigned long long)frames_in, percentile(latency, latency_n, 0.5),
           percentile(latency, latency_n, 0.9), percentile(latency, latency_n, 0.99), percentile(latency, latency_n, 0.999),
           (unsigned long long)latency_n, (unsigned long long)unmatched, percentile(lateness, lateness_n, 0.5),
           percentile(lateness, lateness_n, 0.99), least, share, most / run);
    return 0;
}
