/** A time that goes on a little with each line, in the forms that services print. */
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const two = (n) => String(n).padStart(2, '0');
const three = (n) => String(n).padStart(3, '0');

export function clockFrom(random, start = Date.UTC(2026, 10, 1, 0, 0, 0)) {
  let now = start;
  return () => {
    now += random.int(1, 900);
    const date = new Date(now);
    const [day, month, year] = [date.getUTCDate(), date.getUTCMonth(), date.getUTCFullYear()];
    const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
    const ms = three(date.getUTCMilliseconds());
    const ymd = `${year}-${two(month + 1)}-${two(day)}`;
    return {
      ms: now,
      seconds: Math.floor(now / 1000),
      fraction: ms,
      micros: `${ms}${three(random.int(0, 999))}`,
      clock,
      ymd,
      iso: `${ymd}T${clock}.${ms}Z`,
      plain: `${ymd} ${clock}`,
      comma: `${ymd} ${clock},${ms}`,
      slashes: `${year}/${two(month + 1)}/${two(day)} ${clock}`,
      syslog: `${MONTHS[month]} ${String(day).padStart(2, ' ')} ${clock}`,
      access: `${two(day)}/${MONTHS[month]}/${year}:${clock} +0000`,
      asctime: (tail = '') => `${DAYS[date.getUTCDay()]} ${MONTHS[month]} ${two(day)} ${clock}${tail} ${year}`,
      dayFirst: `${two(day)} ${MONTHS[month]} ${year} ${clock}.${ms}`,
      monthDay: `${two(month + 1)}-${two(day)} ${clock}.${ms}`,
      glog: `${two(month + 1)}${two(day)} ${clock}.${ms}${three(random.int(0, 999))}`,
    };
  };
}
