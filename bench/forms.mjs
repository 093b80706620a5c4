/** The forms of one's own that logs are read by: of the lines of `text5` with a result, and of those of `json`. */
export const PATTERN = '^(?<time>\\S+ \\S+) \\[\\d+\\] (?<level>\\w+) .*? statusCode=(?<code>\\d{6})\\b';
export const JSON_CODE = 'statusCode';
export const JSON_TIME = 'time';
