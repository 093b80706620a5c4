/** What operating systems and network devices print. `n` draws a number that looks like a code, `at` is the time. */
const HOSTS = ['web01', 'ivr-2', 'db-primary', 'cb-app-03'];
const ip = (random) => `10.${random.int(0, 9)}.${random.int(0, 255)}.${random.int(1, 254)}`;

export const SYSTEMS = {
  'syslog, sshd': (at, n, random) => {
    const head = `${at.syslog} ${random.pick(HOSTS)} sshd[${n()}]:`;
    return random.pick([
      `${head} Accepted publickey for deploy from ${ip(random)} port ${random.int(1024, 65535)} ssh2`,
      `${head} pam_unix(sshd:session): session opened for user deploy(uid=${n()}) by (uid=0)`,
      `${head} Received disconnect from ${ip(random)} port ${random.int(1024, 65535)}:11: disconnected by user`,
    ]);
  },
  'syslog, cron': (at, n, random) =>
    `${at.syslog} ${random.pick(HOSTS)} CRON[${n()}]: (root) CMD (/usr/local/bin/rotate --keep ${random.int(1, 90)})`,
  'syslog, postfix': (at, n, random) =>
    random.pick([
      `${at.syslog} mail postfix/smtpd[${n()}]: connect from unknown[${ip(random)}]`,
      `${at.syslog} mail postfix/qmgr[${n()}]: ${random.hex(10).toUpperCase()}: from=<cb@example.test>, size=${n()}, nrcpt=1 (queue active)`,
      `${at.syslog} mail postfix/cleanup[${n()}]: ${random.hex(10).toUpperCase()}: message-id=<${n()}.${random.hex(8)}@example.test>`,
    ]),
  'syslog, systemd': (at, n, random) =>
    random.pick([
      `${at.syslog} ${random.pick(HOSTS)} systemd[1]: callback.service: Main process exited, code=killed, status=9/KILL`,
      `${at.syslog} ${random.pick(HOSTS)} systemd[${n()}]: Reached target Basic System.`,
      `${at.syslog} ${random.pick(HOSTS)} systemd-logind[${n()}]: New session ${n()} of user deploy.`,
      `${at.syslog} ${random.pick(HOSTS)} systemd[1]: callback.service: Killing process ${n()} (java) with signal SIGKILL.`,
    ]),
  'syslog, kernel': (at, n, random) =>
    random.pick([
      `${at.syslog} ${random.pick(HOSTS)} kernel: [${n()}.${at.micros}] Out of memory: Killed process ${n()} (java) total-vm:${n()}kB, anon-rss:${n()}kB, file-rss:0kB`,
      `${at.syslog} ${random.pick(HOSTS)} kernel: [${n()}.${at.micros}] [UFW BLOCK] IN=eth0 OUT= SRC=${ip(random)} DST=${ip(random)} LEN=60 TTL=54 ID=${random.int(1, 65535)} PROTO=TCP SPT=${random.int(1024, 65535)} DPT=22`,
      `${at.syslog} ${random.pick(HOSTS)} kernel: [${n()}.${at.micros}] EXT4-fs (sda1): error count since last fsck: 0, inode #${n()}`,
    ]),
  'syslog, RFC 5424': (at, n, random) =>
    `<${random.int(10, 190)}>1 ${at.iso} ${random.pick(HOSTS)} callback ${n()} ID${random.int(1, 99)} [x@32473 seq="${n()}"] request served`,
  'linux audit': (at, n) =>
    `type=SYSCALL msg=audit(${at.seconds}.${at.fraction}:${n()}): arch=c000003e syscall=59 success=yes exit=0 items=2 ppid=${n()} pid=${n()} auid=1000 uid=0 gid=0 ses=4 comm="sh" exe="/bin/dash"`,
  'ps aux': (_at, n, random) =>
    `${random.pick(['root', 'deploy', 'www-data'])}    ${n()}  0.${random.int(0, 9)}  1.${random.int(0, 9)} ${n()} ${n()} ?        Ss   Nov01   0:${random.int(10, 59)} /usr/sbin/${random.pick(['cron', 'sshd', 'java'])}`,
  vmstat: (at, n, random) =>
    ` 1  0      0 ${n()}  ${n()} ${n()}    0    0     ${random.int(0, 90)}    ${random.int(0, 90)}  ${random.int(100, 999)} ${n()}  3  1 96  0  0 ${at.plain}`,
  'df, free': (_at, n, random) =>
    random.pick([
      `/dev/sda1      ${n()}  ${n()}  ${n()}  ${random.int(10, 99)}% /`,
      `Mem:         ${n()}      ${n()}      ${n()}         ${random.int(0, 99)}      ${n()}      ${n()}`,
    ]),
  'strace -f -tt': (at, n, random) =>
    `[pid ${n()}] ${at.clock}.${at.micros} futex(0x7f${random.hex(10)}, FUTEX_WAIT, 2, NULL <unfinished ...>`,
  'Cisco IOS, ASA': (at, n, random) =>
    random.pick([
      `<189>${n()}: ${at.syslog}.${at.fraction}: %SYS-5-CONFIG_I: Configured from console by admin on vty0 (${ip(random)})`,
      `${n()}: *${at.syslog}.${at.fraction} UTC: %LINEPROTO-5-UPDOWN: Line protocol on Interface Gi0/${random.int(0, 47)}, changed state to up`,
      `<166>${at.syslog}: %ASA-6-302014: Teardown TCP connection for outside:${ip(random)}/443 to inside:${ip(random)}/5${random.int(1000, 9999)} duration 0:00:30 bytes ${n()} TCP FINs`,
    ]),
  'Windows event XML': (at, n, random) =>
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>${random.pick([4624, 4634, 4688])}</EventID><Version>2</Version><Level>0</Level><TimeCreated SystemTime='${at.iso}'/><EventRecordID>${n()}</EventRecordID><Execution ProcessID='${n()}' ThreadID='${n()}'/><Computer>cb01</Computer></System><EventData><Data Name='NewProcessId'>${n()}</Data><Data Name='TargetLogonId'>0x${random.hex(6)}</Data></EventData></Event>`,
  'Android logcat': (at, n, random) =>
    `${at.monthDay}  ${n()}  ${n()} ${random.pick(['D', 'I', 'W'])} ${random.pick(['ActivityManager', 'WifiService', 'Callback'])}: Displayed in ${random.int(20, 900)}ms, token ${random.hex(8)}`,
  'glog, klog': (at, n, random) =>
    random.pick([
      `I${at.glog} ${n()} server.go:${random.int(10, 900)}] served in ${random.int(1, 90)}ms`,
      `W${at.glog}  ${random.int(1, 99)} ${n()} net.cc:${random.int(10, 900)}] slow peer ${ip(random)}`,
      `I${at.glog} ${n()} log.go:245] http: TLS handshake from ${ip(random)}:${random.int(1024, 65535)} EOF`,
    ]),
};
